import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder, and its end. */
export const temporaryFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'harbour-bank-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};
