import { digestsOf, type Intent } from '../intents/intent.ts';
import { sameDigest, sha256 } from '../keys/keyring.ts';
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
  const { challenges, keyring } = context.settings;
  const challenge = await challenges.read(sha256(presented.id));
  const keys = challenge && keyring.byId(challenge.keyId);
  if (challenge === undefined || keys === undefined) return { problem: 'challenge-not-found' };
  const digests = digestsOf(intent, keys);
  // The purpose is part of the owner's HMAC: a login's challenge is none for a step-up.
  if (!sameDigest(challenge.owner, digests.owner)) {
    return { problem: 'challenge-not-found' };
  }
  if (!sameDigest(challenge.binding, digests.binding)) {
    await challenges.move(challenge.ref, { to: 'void', failure: 'binding' });
    context.calls.giveUp(challenge.ref);
    return { problem: intent.purpose === 'login' ? 'login-failed' : 'binding-mismatch' };
  }
  if (presented.cancel) return cancelChallenge(context, challenge);
  if (presented.code !== undefined && challenge.codeHash !== undefined && !challenge.codeOk) {
    return tryCode(context, challenge, keys.mac('code', challenge.ref, presented.code));
  }
  return { challenge };
};

/** An approval that is there but unused is let go too; one that was used is told as it is. */
const cancelChallenge = async (context: GateContext, challenge: Challenge): Promise<Continued> => {
  const move = challenge.state === 'approved' ? 'void' : 'cancelled';
  const { challenge: after } = await context.settings.challenges.move(
    challenge.ref,
    move === 'void' ? { to: 'void', failure: 'cancelled' } : { to: 'cancelled' },
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
  const tried = await challenges.tryCode(challenge.ref, allowed ? codeHash : '', LIMITS.codeTries);
  if (tried.challenge === undefined) return { problem: 'challenge-not-found' };
  if (tried.matched) {
    await counters.reset(CODE_QUOTA, challenge.account);
    return { challenge: tried.challenge };
  }
  const attemptsLeft = Math.max(0, LIMITS.codeTries - tried.challenge.codeFailures);
  if (attemptsLeft === 0) context.calls.giveUp(challenge.ref);
  return { problem: 'code-mismatch', attemptsLeft };
};
