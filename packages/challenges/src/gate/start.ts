import { randomBytes, randomInt } from 'node:crypto';
import { digestsOf, type Intent } from '../intents/intent.ts';
import { sha256 } from '../keys/keyring.ts';
import { LIMITS, PUSH_QUOTAS } from '../limits.ts';
import type { Challenge } from '../stores/challenge.ts';
import type { GateContext } from './gate-context.ts';

/** A challenge that was started or joined. */
export interface StartedChallenge {
  readonly id: string;
  readonly challenge: Challenge;
  /** Calls BlokSec, if that is still to be done. To be called once the answer is on its way. */
  readonly ask: () => void;
}

/** Seconds after which a start may be tried again, where the quota of a user who is known is used up. */
export interface StartRefusal {
  readonly retryAfterSeconds: number;
}

interface Sealed {
  readonly id: string;
  readonly accountName: string;
}

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'id' in value && 'accountName' in value;

/** Opens what `startChallenge` sealed. Throws where the secret was changed without naming the previous one. */
export const openSealed = async (context: GateContext, challenge: Challenge): Promise<Sealed> => {
  const sealed = await context.settings.keyring.unseal('bloksec-challenge', challenge.sealed);
  if (!isSealed(sealed)) {
    throw new Error(
      'BlokSec: a stored challenge can not be opened. Is a secret missing in previousSecrets?',
    );
  }
  return sealed;
};

const newCode = (): string =>
  String(randomInt(10 ** LIMITS.codeLength)).padStart(LIMITS.codeLength, '0');

/**
 * Starts the intent's challenge, or joins the live one. Where too many requests went to the phone since the last
 * approval, a known user is refused; an unknown browser gets a challenge like any other, of which the phone hears
 * nothing (OWASP ASVS 6.3.8: who asks must not learn whose account is throttled).
 */
export const startChallenge = async (
  context: GateContext,
  intent: Intent,
): Promise<StartedChallenge | StartRefusal> => {
  const { challenges, keyring, counters } = context.settings;
  const keys = keyring.current;
  const { owner, account, binding, details, joinKey, quotaKey } = digestsOf(intent, keys);
  const id = randomBytes(20).toString('base64url');
  const ref = sha256(id);
  const code = intent.codeWanted ? newCode() : undefined;
  const { created, challenge } = await challenges.create({
    ref,
    purpose: intent.purpose,
    keyId: keys.id,
    owner,
    joinKey,
    account,
    binding,
    details,
    sealed: await keys.seal('bloksec-challenge', { id, accountName: intent.accountName }),
    revealed: intent.revealed,
    codeHash: code === undefined ? undefined : keys.mac('code', ref, code),
    pendingMs:
      intent.purpose === 'step-up' || code !== undefined
        ? LIMITS.pendingWithCodeMs
        : LIMITS.pendingMs,
    approvedMs: LIMITS.approvedMs,
  });
  if (!created) {
    return { id: (await openSealed(context, challenge)).id, challenge, ask: () => undefined };
  }
  const { allowed, retryAfterMs } = await counters.take(PUSH_QUOTAS[intent.quota], quotaKey);
  if (!allowed && intent.known) {
    await challenges.move(challenge, { to: 'cancelled' });
    return { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) };
  }
  return {
    id,
    challenge,
    ask: () =>
      allowed ? askPhone(context, intent, challenge, code) : explainDecoy(context, retryAfterMs),
  };
};

const askPhone = (
  context: GateContext,
  intent: Intent,
  challenge: Challenge,
  code: string | undefined,
): void => {
  const { summary, details } = intent.phoneText;
  void context.calls.ask({
    challenge,
    purpose: intent.purpose,
    accountName: intent.accountName,
    summary,
    details: code === undefined ? details : [['Code', code], ...details],
    pendingMs: challenge.remainingMs,
  });
};

/** Whoever develops must be able to see why nothing arrives; production logs say nothing about accounts. */
const explainDecoy = (context: GateContext, retryAfterMs: number): void => {
  if (process.env['NODE_ENV'] === 'production') return;
  context.settings.logger.info(
    `BlokSec: nothing was sent to the phone: too many requests since the last approval. The next one goes out in ${Math.ceil(retryAfterMs / 1000)} s.`,
  );
};
