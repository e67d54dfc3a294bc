import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './command.js';
import { findRedis } from './find-program.js';
import { freePort } from './free-port.js';
import { startProcess } from './server-process.js';

export const startRedis = async (options) => {
  const { server } = await startServer(options);
  return server;
};

/** The server, and its log for who waits for more than its first PING. */
export const startServer = async ({ port: wanted, args = [], program } = {}) => {
  program ??= findRedis();
  if (program === undefined) {
    throw new Error(
      'The tests of the Redis driver need redis-server and found none. Install it ("apt-get install redis-server"), or name it in BLOKSEC_TEST_REDIS.',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'bloksec-redis-'));
  const port = wanted ?? (await freePort());
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
  const nothingSaved = ['--save', '', '--appendonly', 'no'];
  const start = async () => {
    const started = startProcess(program, [...settings, ...nothingSaved, ...args]);
    try {
      await started.line('Ready to accept connections');
      await command(port, 'PING');
      return started;
    } catch (error) {
      await started.kill('SIGKILL');
      throw error;
    }
  };

  const removeFolder = () => rm(folder, { recursive: true, force: true });
  let current = await start().catch(async (error) => {
    await removeFolder();
    throw error;
  });
  const server = {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill: (signal = 'SIGKILL') => current.kill(signal),
    restart: async () => {
      await current.kill('SIGKILL');
      current = await start();
    },
    stop: async () => {
      await current.kill('SIGTERM');
      await removeFolder();
    },
  };
  return { server, line: (text) => current.line(text) };
};
