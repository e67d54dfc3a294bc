import type { Challenge } from '../stores/challenge.ts';
import type { GateContext } from './gate-context.ts';

/** What only the gate can read of a stored challenge. */
export interface Sealed {
  readonly id: string;
  readonly accountName: string;
}

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'id' in value && 'accountName' in value;

/** Throws where the secret was changed without naming the previous one. */
export const openSealed = async (context: GateContext, challenge: Challenge): Promise<Sealed> => {
  const sealed = await context.settings.keyring.unseal('bloksec-challenge', challenge.sealed);
  if (!isSealed(sealed)) {
    throw new Error(
      'BlokSec: a stored challenge can not be opened. Is a secret missing in previousSecrets?',
    );
  }
  return sealed;
};
