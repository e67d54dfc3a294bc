import {
  checkCredentials,
  createApplication,
  findApplication,
  rotateSecret,
} from '../state/applications.ts';
import type { State } from '../state/state.ts';
import type { CommandOptions } from './command-line.ts';
import { readVariables, writeVariables } from './env-file.ts';
import type { Variables } from './env-file.ts';

/**
 * Sees to it that the application is there and that its variables are in the env file, or else printed; returns the
 * lines that say so. A secret that is in the file stays; one that is lost is replaced, since only its hash is kept.
 */
export async function prepareApplication(
  state: State,
  { application: name, envFile }: CommandOptions,
): Promise<string[]> {
  const existing = await findApplication(state, name);
  if (envFile === undefined) {
    return existing === undefined
      ? print(name, variables(state, await createApplication(state, name)))
      : [`  Application    ${name}, as before; the console can give it a new secret`];
  }
  const kept = await readVariables(envFile);
  const credentials =
    existing && (await isCurrent(state, existing.id, kept))
      ? { id: existing.id, secret: kept.BLOKSEC_APPLICATION_SECRET ?? '' }
      : ((existing && (await rotateSecret(state, existing.id))) ??
        (await createApplication(state, name)));
  await writeVariables(envFile, variables(state, credentials));
  return [`  Application    ${name}; its variables are in ${envFile}`];
}

async function isCurrent(state: State, id: string, kept: Partial<Variables>): Promise<boolean> {
  const secret = kept.BLOKSEC_APPLICATION_SECRET;
  return (
    kept.BLOKSEC_APPLICATION_ID === id &&
    secret !== undefined &&
    typeof (await checkCredentials(state, id, secret)) === 'object'
  );
}

function variables(state: State, { id, secret }: { id: string; secret: string }): Variables {
  return {
    BLOKSEC_APPLICATION_ID: id,
    BLOKSEC_APPLICATION_SECRET: secret,
    BLOKSEC_API_URL: state.addresses.apiOrigin,
  };
}

function print(name: string, made: Variables): string[] {
  return [
    `  Application    ${name}; the secret is shown only now:`,
    ...Object.entries(made).map(([key, value]) => `    ${key}=${value}`),
  ];
}
