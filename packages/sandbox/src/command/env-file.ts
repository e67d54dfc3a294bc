import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';

/** What an application reads from its environment. */
export interface Variables {
  readonly BLOKSEC_APPLICATION_ID: string;
  readonly BLOKSEC_APPLICATION_SECRET: string;
  readonly BLOKSEC_API_URL: string;
}

/** The variables that are in the file; none where there is no file. */
export async function readVariables(file: string): Promise<Partial<Variables>> {
  return parseEnv(await readIfThere(file));
}

/** Writes the variables for this user's eyes only, in one step. Whatever else is in the file stays. */
export async function writeVariables(file: string, variables: Variables): Promise<void> {
  const old = await readIfThere(file);
  const others = old
    .split('\n')
    .filter((line) => !Object.keys(variables).some((name) => line.startsWith(`${name}=`)));
  const ours = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const text = `${[...others.join('\n').trimEnd().split('\n'), ...ours].join('\n').trimStart()}\n`;
  if (text === old) {
    return;
  }
  const fresh = `${file}.${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(fresh, text, { mode: 0o600 });
    await rename(fresh, file);
  } catch (error) {
    throw new Error(`The file ${file} cannot be written: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return '';
    }
    throw new Error(`The file ${file} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}
