import { BlokSecClient } from '@bloksec/client';
import { exitCodes } from '../output/exit-codes.ts';
import type { Output } from '../output/output.ts';
import { readSettings } from '../settings/read-settings.ts';

/** Says where one registration stands. */
export async function showRegistration(
  id: string,
  options: {
    readonly credentialsFile: string | undefined;
    readonly output: Output;
    readonly signal: AbortSignal;
  },
): Promise<number> {
  const client = new BlokSecClient(await readSettings(options.credentialsFile));
  const found = await client.getRegistration(id, { signal: options.signal });
  const { status, registrationId, accountName, expiresAt } = found;
  const text = [
    status,
    registrationId,
    accountName,
    expiresAt === undefined || status !== 'pending'
      ? undefined
      : `until ${expiresAt.toISOString()}`,
  ];
  await options.output.result(found, text.filter((part) => part !== undefined).join('  '));
  return exitCodes.ok;
}
