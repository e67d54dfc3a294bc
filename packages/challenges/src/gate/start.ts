import { randomBytes, randomInt } from 'node:crypto';
import type { CallSlot } from '../calls/call-slots.ts';
import type { StartRefusalReason } from '../events/gate-event.ts';
import { digestsOf, type Intent, type IntentDigests } from '../intents/intent.ts';
import { sha256 } from '../keys/keyring.ts';
import type { Challenge } from '../stores/challenge.ts';
import { askPhone } from './ask-phone.ts';
import type { GateContext } from './gate-context.ts';
import type { GateRequest } from './gate-request.ts';
import { openSealed } from './sealed.ts';

/** A challenge that was started or joined. */
export interface StartedChallenge {
  readonly id: string;
  readonly challenge: Challenge;
  /** Calls BlokSec, if that is still to be done. To be called once the answer is on its way. */
  readonly ask: () => void;
}

/** Why there is no challenge, and after how many seconds it may be tried again. */
export interface StartRefusal {
  readonly reason: StartRefusalReason;
  readonly retryAfterSeconds: number;
}

/** Seconds after which a call to BlokSec has probably ended and made room. */
const CALLS_FULL_SECONDS = 5;

/**
 * Starts the intent's challenge, or joins the live one. Nothing here depends on the account unless its user is known: what
 * the phone hears of a stranger's login is decided once the answer is on its way (OWASP ASVS 5.0 6.3.8).
 */
export const startChallenge = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
): Promise<StartedChallenge | StartRefusal> => {
  const blockedMs = context.breaker.blockedMs();
  if (blockedMs > 0) return { reason: 'outage', retryAfterSeconds: Math.ceil(blockedMs / 1000) };
  if (!intent.known) {
    const seconds = await context.clients.start(request.clientAddress);
    if (seconds > 0) return { reason: 'address', retryAfterSeconds: seconds };
  }
  const slot = context.slots.take(intent.known);
  if (slot === undefined) return { reason: 'calls', retryAfterSeconds: CALLS_FULL_SECONDS };
  try {
    const started = await startInSlot(context, intent, slot);
    if (!('ask' in started) || started.ask === doNothing) slot.release();
    return started;
  } catch (error) {
    slot.release();
    throw error;
  }
};

const doNothing = (): void => undefined;

const startInSlot = async (
  context: GateContext,
  intent: Intent,
  slot: CallSlot,
): Promise<StartedChallenge | StartRefusal> => {
  const digests = digestsOf(intent, context.settings.keyring.current);
  const { id, code, created, challenge } = await createOrJoin(context, intent, digests);
  if (!created) {
    const joined = await openSealed(context, challenge);
    return { id: joined.id, challenge, ask: doNothing };
  }
  const push = { kind: intent.pushKind, key: digests.pushKey, ref: challenge.ref };
  if (intent.known) {
    const decision = await context.pushes.take(push);
    if (!decision.allowed) {
      await context.settings.challenges.move(challenge, { to: 'cancelled' });
      return {
        reason: decision.reason === 'pending' ? 'pending' : 'budget',
        retryAfterSeconds: Math.ceil(decision.retryMs / 1000),
      };
    }
  }
  context.leases.keep(challenge);
  const ask = (): void => {
    void askPhone(context, { intent, challenge, push, code }).finally(() => slot.release());
  };
  return { id, challenge, ask };
};

interface CreatedChallenge {
  readonly id: string;
  readonly code: string | undefined;
  readonly created: boolean;
  readonly challenge: Challenge;
}

/** A browser has one login at a time: what it started for another account gives way. */
const createOrJoin = async (
  context: GateContext,
  intent: Intent,
  digests: IntentDigests,
): Promise<CreatedChallenge> => {
  const { challenges } = context.settings;
  for (;;) {
    const made = await create(context, intent, digests);
    const { challenge } = made;
    if (made.created || challenge.binding === digests.binding) return made;
    await challenges.move(challenge, { to: 'void', failure: 'cancelled' });
    context.calls.giveUp(challenge.ref);
  }
};

const create = async (
  { settings, events, holder }: GateContext,
  intent: Intent,
  { owner, account, binding, details, joinKey }: IntentDigests,
): Promise<CreatedChallenge> => {
  const { keyring, limits } = settings;
  const keys = keyring.current;
  const id = randomBytes(20).toString('base64url');
  const ref = sha256(id);
  const code = intent.codeWanted ? newCode(limits.codeLength) : undefined;
  const pendingMs = {
    'step-up': limits.stepUpPendingMs,
    login: code === undefined ? limits.loginPendingMs : limits.codePendingMs,
  }[intent.purpose];
  const stored = await settings.challenges.create({
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
    holder,
    leaseMs: limits.leaseMs,
    pendingMs,
    approvedMs: limits.approvedMs,
  });
  if (stored.created) {
    const { purpose, known, codeWanted } = intent;
    events.emit({ type: 'challenge-started', purpose, challenge: ref, account, known, codeWanted });
  }
  return { id, code, ...stored };
};

const newCode = (length: number): string => String(randomInt(10 ** length)).padStart(length, '0');
