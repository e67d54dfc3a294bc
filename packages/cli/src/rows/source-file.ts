import { createReadStream } from 'node:fs';
import { open, stat, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { UsageError } from '../output/exit-codes.ts';

/** A file of rows that is read several times: checked, sent, reported. It has to stay the same meanwhile. */
export interface SourceFile {
  read(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens a file, or keeps a copy of what can be read only once: standard input (`-`), a pipe. The copy has no name, so
 * it is gone with this process, however that ends.
 */
export async function openSource(file: string): Promise<SourceFile> {
  return explained(file, async () => {
    if (file === '-') return sourceFile('standard input', await copyOf(process.stdin));
    const facts = await stat(file);
    if (facts.isDirectory()) throw new UsageError(`${file} is a folder. Name a file.`);
    return sourceFile(
      file,
      facts.isFile() ? await open(file) : await copyOf(createReadStream(file)),
    );
  });
}

async function copyOf(stream: AsyncIterable<Uint8Array>): Promise<FileHandle> {
  const path = join(tmpdir(), `bloksec-${randomUUID()}`);
  const copy = await open(path, 'wx+', 0o600);
  await unlink(path);
  for await (const chunk of stream) await copy.appendFile(chunk);
  return copy;
}

async function sourceFile(name: string, handle: FileHandle): Promise<SourceFile> {
  const { size, mtimeMs } = await handle.stat();
  return {
    async *read() {
      const now = await handle.stat();
      if (now.size !== size || now.mtimeMs !== mtimeMs) {
        throw new UsageError(`${name} was changed while it was being worked on. Run it again.`);
      }
      const stream = handle.createReadStream({
        start: 0,
        autoClose: false,
        highWaterMark: 16 * 1024,
      });
      try {
        yield* stream as AsyncIterable<Uint8Array>;
      } catch (error) {
        throw unreadable(name, error);
      }
    },
    close: () => handle.close(),
  };
}

async function explained<Result>(name: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): unknown {
  return error instanceof Error && 'syscall' in error
    ? new UsageError(`${name} cannot be read: ${error.message}.`)
    : error;
}
