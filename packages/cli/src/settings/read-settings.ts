import { open } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { UsageError } from '../output/exit-codes.ts';

/** The application's credentials and address, where they are given. The client says which are missing. */
export interface Settings {
  readonly applicationId: string | undefined;
  readonly applicationSecret: string | undefined;
  readonly apiUrl: string | undefined;
}

/** Larger files hold something else. In bytes. */
const largestFile = 64 * 1024;

/**
 * From a credentials file, where one is named; what it does not set comes from the environment. (Node itself takes
 * `--env-file`, wherever it stands in a command line, and looks at no mode.)
 */
export async function readSettings(credentialsFile: string | undefined): Promise<Settings> {
  const variables = {
    ...process.env,
    ...(credentialsFile === undefined ? {} : await readPrivate(credentialsFile)),
  };
  const value = (name: string): string | undefined => variables[name] || undefined;
  return {
    applicationId: value('BLOKSEC_APPLICATION_ID'),
    applicationSecret: value('BLOKSEC_APPLICATION_SECRET'),
    apiUrl: value('BLOKSEC_API_URL'),
  };
}

/** Refuses a file with the secret that others may read or change. */
async function readPrivate(path: string): Promise<NodeJS.Dict<string>> {
  const file = await open(path).catch((error: Error) => {
    throw new UsageError(`The credentials file ${path} cannot be read: ${error.message}.`);
  });
  try {
    // Of the file that is open, not of whatever stands at its path a moment later.
    const facts = await file.stat();
    if (!facts.isFile() || facts.size > largestFile) {
      throw new UsageError(`The credentials file ${path} is no file of variables.`);
    }
    assertPrivate(path, facts.mode, facts.uid);
    return parseEnv(await file.readFile('utf8'));
  } finally {
    await file.close();
  }
}

function assertPrivate(path: string, mode: number, owner: number): void {
  // Windows has no such bits: there everybody seems to be allowed everything.
  if (process.platform === 'win32') return;
  if ((mode & 0o077) !== 0) {
    const bits = (mode & 0o777).toString(8).padStart(4, '0');
    throw new UsageError(
      `The credentials file ${path} has the mode ${bits}: others can read the secret in it. ` +
        `Run "chmod 600 ${path}", and make a new secret if others had access.`,
    );
  }
  const own = process.getuid?.();
  if (owner !== own && owner !== 0 && own !== 0) {
    throw new UsageError(`The credentials file ${path} belongs to another user, who can read it.`);
  }
}
