import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where the servers keep what they know: all in one git-ignored folder, and all of it forgotten by `--fresh`.
 *
 * @param {string} folder
 */
export const statePaths = (folder) => ({
  sandbox: join(folder, 'sandbox'),
  bank: join(folder, 'bank'),
  applicationEnv: join(folder, 'application.env'),
});

/** @param {string} folder */
export const forgetState = (folder) =>
  Promise.all(
    Object.values(statePaths(folder)).map((path) => rm(path, { recursive: true, force: true })),
  );
