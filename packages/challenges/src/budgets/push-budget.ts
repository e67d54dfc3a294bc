import type { WithheldReason } from '../events/gate-event.ts';
import type { GateLimits, PushLimits, Rate } from '../limits/gate-limits.ts';
import { PROVIDER_GRACE_MS } from '../limits/gate-limits.ts';
import type { CounterStore, Places, Quota } from '../stores/counter-store.ts';

/** Whose budget a request to the phone is taken from. */
export type PushKind = keyof PushLimits;

/** One request to the phone: whose budget, under which HMAC it is counted, and which challenge. */
export interface Push {
  readonly kind: PushKind;
  /** The account (login), or session and user (step-up). */
  readonly key: string;
  readonly ref: string;
}

/** Whether the phone may ring; if not why, and in how many milliseconds it may. */
export type PushDecision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: WithheldReason; readonly retryMs: number };

/** How often a phone may ring. */
export interface PushBudget {
  /** Takes one from the budget, and a place among those that wait for this phone. */
  take(push: Push): Promise<PushDecision>;
  /** The phone has answered, or nobody waits for it any more. */
  ended(push: Push): Promise<void>;
  /** An approval was used: budgets begin anew. */
  approved(push: Push): Promise<void>;
  /** A request was denied or not answered: logins from browsers that are not known pause, each time for longer. */
  refused(push: Push): Promise<void>;
  /** Too many wrong codes: logins from browsers that are not known pause. */
  lock(key: string): Promise<void>;
}

const COOL_DOWN = 'bloksec-cool-down';
const CODE_LOCK = 'bloksec-code-lock';

/** Refusals are counted, not limited: the count says how long the pause is. */
const REFUSALS: Quota = { name: 'bloksec-refusals', points: 1, seconds: 86_400 };

const quotasOf = (kind: PushKind, rates: readonly Rate[]): readonly Quota[] =>
  rates.map((rate) => ({ ...rate, name: `bloksec-pushes-${kind}-${rate.seconds}` }));

export const createPushBudget = (counters: CounterStore, limits: GateLimits): PushBudget => {
  const quotas: Readonly<Record<PushKind, readonly Quota[]>> = {
    unknownBrowser: quotasOf('unknownBrowser', limits.pushes.unknownBrowser),
    knownBrowser: quotasOf('knownBrowser', limits.pushes.knownBrowser),
    stepUp: quotasOf('stepUp', limits.pushes.stepUp),
  };
  const longest = Math.max(limits.loginPendingMs, limits.codePendingMs) + PROVIDER_GRACE_MS;
  /** A step-up is counted by session, and has one challenge a binding: its budget is limit enough. */
  const placesOf = (kind: PushKind): Places | undefined =>
    kind === 'stepUp'
      ? undefined
      : {
          name: `bloksec-pending-${kind}`,
          places: limits.pendingPerAccount,
          seconds: Math.ceil(longest / 1000),
        };

  const leave = async ({ kind, key, ref }: Push): Promise<void> => {
    const places = placesOf(kind);
    if (places !== undefined) await counters.leave(places, key, ref);
  };

  /** Pauses hold for browsers that are not known: whoever is known must not be locked out by a stranger. */
  const pause = async ({ kind, key }: Push): Promise<PushDecision> => {
    if (kind !== 'unknownBrowser') return { allowed: true };
    const [locked, cooling] = await Promise.all([
      counters.pausedMs(CODE_LOCK, key),
      counters.pausedMs(COOL_DOWN, key),
    ]);
    if (locked > 0) return { allowed: false, reason: 'code-failures', retryMs: locked };
    return cooling > 0
      ? { allowed: false, reason: 'cool-down', retryMs: cooling }
      : { allowed: true };
  };

  return {
    take: async (push) => {
      const paused = await pause(push);
      if (!paused.allowed) return paused;
      const places = placesOf(push.kind);
      if (places !== undefined && !(await counters.enter(places, push.key, push.ref))) {
        return { allowed: false, reason: 'pending', retryMs: longest };
      }
      for (const quota of quotas[push.kind]) {
        const { allowed, resetMs } = await counters.take(quota, push.key);
        if (allowed) continue;
        await leave(push);
        return { allowed: false, reason: 'budget', retryMs: resetMs };
      }
      return { allowed: true };
    },
    ended: leave,
    approved: async ({ kind, key }) => {
      const begunAnew = quotas[kind].map((quota) => counters.reset(quota, key));
      if (kind === 'unknownBrowser') {
        begunAnew.push(counters.reset(REFUSALS, key), counters.resume(COOL_DOWN, key));
      }
      await Promise.all(begunAnew);
    },
    refused: async ({ kind, key }) => {
      if (kind !== 'unknownBrowser') return;
      const { count } = await counters.take(REFUSALS, key);
      const steps = limits.coolDownSeconds;
      const seconds = steps[Math.min(count, steps.length) - 1] ?? 0;
      await counters.pause(COOL_DOWN, key, seconds);
    },
    lock: (key) => counters.pause(CODE_LOCK, key, limits.accountCodeTries.seconds),
  };
};
