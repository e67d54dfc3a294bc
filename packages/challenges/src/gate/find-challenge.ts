import { digestsOf, type Intent, type IntentDigests } from '../intents/intent.ts';
import type { Challenge } from '../stores/challenge.ts';
import type { GateContext } from './gate-context.ts';

/** A challenge of this browser, or of this user and session. */
export interface FoundChallenge {
  readonly challenge: Challenge;
  /** The intent's digests under the key that the challenge was made with. */
  readonly digests: IntentDigests;
  /** Its approval was used up just now. */
  readonly consumed: boolean;
}

/**
 * Finds the challenge, and uses its approval up where there is one and the request matches it. Owners are HMACs, of purpose
 * too, and the secret may have been rotated since the start: each key of the ring is tried. With one key it is one round
 * trip. A foreign challenge is the same as none.
 */
export const findChallenge = async (
  context: GateContext,
  intent: Intent,
  ref: string,
  { consume }: { readonly consume: boolean },
): Promise<FoundChallenge | undefined> => {
  const { challenges, keyring } = context.settings;
  for (const keys of keyring.all) {
    const digests = digestsOf(intent, keys);
    const key = { owner: digests.owner, ref };
    const { challenge, consumed } = consume
      ? await challenges.consume(key, digests)
      : { challenge: await challenges.read(key), consumed: false };
    if (challenge !== undefined) return { challenge, digests, consumed };
  }
  return undefined;
};
