import type { DisplayPair } from '../gate/description.ts';
import type { AuthorizationDetail, ProblemName } from '../gate/problems.ts';
import type { Keys } from '../keys/keyring.ts';
import type { Asker } from './asker.ts';
import type { PushKind } from '../budgets/push-budget.ts';

/** What a request wants approved, checked and ready to be compared with a challenge. */
export interface Intent {
  readonly purpose: 'login' | 'step-up';
  /** Normalised. */
  readonly accountName: string;
  /** Who may continue it: the browser's cookie, or session and user. */
  readonly owner: readonly string[];
  /** Everything about the request that the approval is for. */
  readonly binding: readonly string[];
  /** Everything that the phone shows, and the version of the thing acted on. */
  readonly details: readonly string[];
  readonly authorizationDetails: readonly AuthorizationDetail[] | undefined;
  readonly phoneText: PhoneRequestText;
  /** Whether the code that the phone shows must be typed. */
  readonly codeWanted: boolean;
  /** Whether a refusal is told at once, or only at the time limit. */
  readonly revealed: boolean;
  /** Whether the browser was known for this account (login), or the user is logged in (step-up). */
  readonly known: boolean;
  /** Whose budget its request to the phone is taken from. */
  readonly pushKind: PushKind;
  readonly asker: Asker;
  /** Cookies to send when a challenge is started. */
  readonly startCookies: readonly string[];
}

/** The text of an auth request, before the code is added. */
export interface PhoneRequestText {
  readonly summary: string;
  readonly details: readonly DisplayPair[];
}

/** Either an intent, or the problem that keeps the request from being one. */
export type IntentOrProblem = Intent | { readonly problem: ProblemName };

/** The intent's digests under a key of the ring. */
export interface IntentDigests {
  readonly owner: string;
  readonly account: string;
  readonly binding: string;
  readonly details: string;
  /** One live challenge each: a browser has one login at a time, a session one step-up of the same content. */
  readonly joinKey: string;
  /** Under what its requests to the phone are counted: the account, for a step-up its session. */
  readonly pushKey: string;
}

interface KeyedDigests {
  readonly keys: Keys;
  readonly digests: IntentDigests;
}

/** Most requests need them several times, and nearly always under one key. */
const lastDigests = new WeakMap<Intent, KeyedDigests>();

/** HMACs, not bare hashes: what is bound can be guessable (an amount, an account name). */
export const digestsOf = (intent: Intent, keys: Keys): IntentDigests => {
  const last = lastDigests.get(intent);
  if (last?.keys === keys) return last.digests;
  const digests = computeDigests(intent, keys);
  lastDigests.set(intent, { keys, digests });
  return digests;
};

const computeDigests = (intent: Intent, keys: Keys): IntentDigests => {
  const owner = keys.mac('owner', intent.purpose, ...intent.owner);
  const account = keys.mac('account', intent.accountName);
  const binding = keys.mac('bloksec-bind/1', intent.purpose, ...intent.binding);
  const details = keys.mac('details', ...intent.details);
  return {
    owner,
    account,
    binding,
    details,
    joinKey:
      intent.purpose === 'login'
        ? keys.mac('join', owner)
        : keys.mac('join', owner, binding, details),
    pushKey: intent.purpose === 'login' ? account : owner,
  };
};
