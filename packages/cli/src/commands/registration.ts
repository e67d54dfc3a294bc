import { BlokSecClient } from '@bloksec/client';
import { exitCodes } from '../output/exit-codes.ts';
import type { Output } from '../output/output.ts';

/** Says where one registration stands. */
export async function registration(
  id: string,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const found = await new BlokSecClient().getRegistration(id, { signal });
  const { status, registrationId, accountName, expiresAt } = found;
  const text = [
    status,
    registrationId,
    accountName,
    expiresAt === undefined || status !== 'pending'
      ? undefined
      : `until ${expiresAt.toISOString()}`,
  ];
  output.result(found, text.filter((part) => part !== undefined).join('  '));
  return exitCodes.ok;
}
