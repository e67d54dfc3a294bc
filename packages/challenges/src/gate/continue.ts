import type { PresentedChallenge } from '../http/protocol-fields.ts';
import { digestsOf, type Intent } from '../intents/intent.ts';
import { sameDigest, sha256 } from '../keys/keyring.ts';
import type { Challenge } from '../stores/challenge.ts';
import { subjectOf } from '../events/gate-event.ts';
import { findChallenge, type FoundChallenge } from './find-challenge.ts';
import type { GateContext } from './gate-context.ts';
import { letGo } from './let-go.ts';
import type { ProblemName } from './problems.ts';

/** Either the challenge as it stands after what was presented, or the problem that ends or interrupts it. */
export type Continued =
  | FoundChallenge
  | { readonly problem: ProblemName; readonly attemptsLeft?: number };

/**
 * Finds the presented challenge and applies code or cancel; without either, uses its approval up. A challenge of another
 * browser, user or purpose is the same as none.
 */
export const continueChallenge = async (
  context: GateContext,
  intent: Intent,
  presented: PresentedChallenge,
): Promise<Continued> => {
  const isPlain = !presented.cancel && presented.code === undefined;
  const found = await findChallenge(context, intent, sha256(presented.id), { consume: isPlain });
  if (found === undefined) return { problem: 'challenge-not-found' };
  const { challenge, digests } = found;
  if (!sameDigest(challenge.binding, digests.binding)) {
    await context.settings.challenges.move(challenge, { to: 'void', failure: 'binding' });
    await letGo(context, intent, challenge);
    return { problem: 'binding-mismatch' };
  }
  if (presented.cancel) return cancelChallenge(context, intent, challenge);
  const codeAwaited =
    challenge.state === 'pending' && challenge.codeHash !== undefined && !challenge.codeOk;
  return codeAwaited && presented.code !== undefined
    ? tryCode(context, intent, found, presented.code)
    : found;
};

/** An approval that is there but unused is let go too; one that was used is told as it is. */
const cancelChallenge = async (
  context: GateContext,
  intent: Intent,
  challenge: Challenge,
): Promise<Continued> => {
  const { moved, challenge: after } = await context.settings.challenges.move(
    challenge,
    challenge.state === 'approved' ? { to: 'void', failure: 'cancelled' } : { to: 'cancelled' },
  );
  await letGo(context, intent, challenge);
  if (moved) context.events.emit({ ...subjectOf(challenge), type: 'challenge-cancelled' });
  return { problem: after?.state === 'consumed' ? 'approval-consumed' : 'approval-cancelled' };
};

/** Counted for the account before it is looked at, so that parallel guesses over many challenges gain nothing. */
const tryCode = async (
  context: GateContext,
  intent: Intent,
  found: FoundChallenge,
  code: string,
): Promise<Continued> => {
  const { challenges, counters, keyring, limits } = context.settings;
  const { challenge, digests } = found;
  const subject = subjectOf(challenge);
  const quota = { name: 'bloksec-codes', ...limits.accountCodeTries };
  const { allowed, count } = await counters.take(quota, digests.account);
  const codeHash = keyring.byId(challenge.keyId)?.mac('code', challenge.ref, code);
  const tried = await challenges.tryCode(challenge, (allowed && codeHash) || '', limits.codeTries);
  if (tried.challenge === undefined) return { problem: 'challenge-not-found' };
  if (tried.matched) {
    await counters.reset(quota, digests.account);
    context.events.emit({ ...subject, type: 'code-accepted' });
    return { ...found, challenge: tried.challenge };
  }
  const attemptsLeft = Math.max(0, limits.codeTries - tried.challenge.codeFailures);
  context.events.emit({ ...subject, type: 'code-refused', attemptsLeft, locked: !allowed });
  if (attemptsLeft === 0) await letGo(context, intent, challenge);
  if (count === quota.points) {
    context.events.emit({ ...subject, type: 'codes-locked', seconds: quota.seconds });
    await context.pushes.lock(digestsOf(intent, keyring.current).pushKey);
    context.notices.tell('wrong-codes', intent.accountName, intent.asker);
  }
  return { problem: 'code-mismatch', attemptsLeft };
};
