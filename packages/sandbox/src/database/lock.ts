import { createHash } from 'node:crypto';
import { access, constants, mkdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Holds a data folder until it is released. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process: two on one database would destroy it. The lock is a listening socket, which
 * dies with its process, so that a kill -9 leaves nothing behind that has to be told from a running sandbox.
 * @throws where another process holds it.
 */
export async function lockFolder(dataDir: string): Promise<FolderLock> {
  const address = socketAddress(await makeFolder(dataDir));
  if (await answers(address)) {
    throw new Error(
      `Another sandbox uses the data folder ${dataDir}. Stop that one, or name another folder.`,
    );
  }
  if (process.platform !== 'win32') {
    await rm(address, { force: true });
  }
  const server = createServer((socket) => socket.destroy());
  await listen(server, address);
  server.unref();
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** The folder holds the key that signs requests, so it is for this user only. */
async function makeFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
    return await realpath(dataDir);
  } catch (error) {
    throw new Error(`The data folder ${dataDir} cannot be used: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** Outside the folder, since a socket's path may have hardly more than a hundred characters. */
function socketAddress(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\bloksec-sandbox-${name}`
    : join(tmpdir(), `bloksec-sandbox-${name}.sock`);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
}
