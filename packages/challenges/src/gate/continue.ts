import { digestsOf, type Intent } from '../intents/intent.ts';
import { type Keys, sameDigest, sha256 } from '../keys/keyring.ts';
import type { PresentedChallenge } from '../http/protocol-fields.ts';
import { CODE_QUOTA, LIMITS } from '../limits.ts';
import type { Challenge } from '../stores/challenge.ts';
import type { GateContext } from './gate-context.ts';
import type { ProblemName } from './problems.ts';

/** Either the challenge as it stands after what was presented, or the problem that ends or interrupts it. */
export type Continued =
  | { readonly challenge: Challenge }
  | { readonly problem: ProblemName; readonly attemptsLeft?: number };

/**
 * Finds the presented challenge and applies code or cancel. A challenge of another browser, user or purpose is the
 * same as none.
 */
export const continueChallenge = async (
  context: GateContext,
  intent: Intent,
  presented: PresentedChallenge,
): Promise<Continued> => {
  const found = await findChallenge(context, intent, sha256(presented.id));
  if (found === undefined) return { problem: 'challenge-not-found' };
  const { challenge, keys } = found;
  if (!sameDigest(challenge.binding, digestsOf(intent, keys).binding)) {
    await context.settings.challenges.move(challenge, { to: 'void', failure: 'binding' });
    context.calls.giveUp(challenge.ref);
    return { problem: intent.purpose === 'login' ? 'login-failed' : 'binding-mismatch' };
  }
  if (presented.cancel) return cancelChallenge(context, challenge);
  const codeAwaited =
    challenge.state === 'pending' && challenge.codeHash !== undefined && !challenge.codeOk;
  if (codeAwaited && presented.code !== undefined) {
    return tryCode(context, challenge, keys.mac('code', challenge.ref, presented.code));
  }
  return { challenge };
};

/** Owners are HMACs, of purpose too, and the secret may have been rotated since the start: each key of the ring is tried. */
const findChallenge = async (
  context: GateContext,
  intent: Intent,
  ref: string,
): Promise<{ readonly challenge: Challenge; readonly keys: Keys } | undefined> => {
  for (const keys of context.settings.keyring.all) {
    const { owner } = digestsOf(intent, keys);
    const challenge = await context.settings.challenges.read({ owner, ref });
    if (challenge !== undefined) return { challenge, keys };
  }
  return undefined;
};

/** An approval that is there but unused is let go too; one that was used is told as it is. */
const cancelChallenge = async (context: GateContext, challenge: Challenge): Promise<Continued> => {
  const { challenge: after } = await context.settings.challenges.move(
    challenge,
    challenge.state === 'approved' ? { to: 'void', failure: 'cancelled' } : { to: 'cancelled' },
  );
  context.calls.giveUp(challenge.ref);
  return { problem: after?.state === 'consumed' ? 'approval-consumed' : 'approval-cancelled' };
};

/** Counted for the account before it is looked at, so that parallel guesses over many challenges gain nothing. */
const tryCode = async (
  context: GateContext,
  challenge: Challenge,
  codeHash: string,
): Promise<Continued> => {
  const { challenges, counters } = context.settings;
  const { allowed } = await counters.take(CODE_QUOTA, challenge.account);
  const tried = await challenges.tryCode(challenge, allowed ? codeHash : '', LIMITS.codeTries);
  if (tried.challenge === undefined) return { problem: 'challenge-not-found' };
  if (tried.matched) {
    await counters.reset(CODE_QUOTA, challenge.account);
    return { challenge: tried.challenge };
  }
  const attemptsLeft = Math.max(0, LIMITS.codeTries - tried.challenge.codeFailures);
  if (attemptsLeft === 0) context.calls.giveUp(challenge.ref);
  return { problem: 'code-mismatch', attemptsLeft };
};
