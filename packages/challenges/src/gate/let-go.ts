import { digestsOf, type Intent } from '../intents/intent.ts';
import type { Challenge } from '../stores/challenge.ts';
import { StoreError } from '../stores/guarded-store.ts';
import type { GateContext } from './gate-context.ts';

/**
 * Nobody waits for this challenge any more: its call is given up, here or (at the next renewal of its lease) where it is
 * held, and the account's phone is free for the next one at once.
 */
export const letGo = async (
  context: GateContext,
  intent: Intent,
  challenge: Challenge,
): Promise<void> => {
  context.calls.giveUp(challenge.ref);
  const { pushKey } = digestsOf(intent, context.settings.keyring.current);
  try {
    await context.pushes.ended({ kind: intent.pushKind, key: pushKey, ref: challenge.ref });
  } catch (error) {
    // Its place is free again after a while in any case.
    if (!(error instanceof StoreError)) throw error;
  }
};
