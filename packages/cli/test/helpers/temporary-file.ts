import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file with this content in a folder of its own, which is gone when the test is over. */
export async function temporaryFile(
  name: string,
  content: string | Uint8Array,
  mode = 0o600,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bloksec-cli-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, content, { mode });
  return file;
}
