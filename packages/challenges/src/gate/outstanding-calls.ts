import { isBlokSecError } from '@bloksec/client';
import type { DisplayPair } from './description.ts';
import type { GateSettings } from './gate-options.ts';
import type { ChallengeKey } from '../stores/challenge.ts';
import type { ChallengeMove } from '../stores/challenge-store.ts';
import { LIMITS } from '../limits.ts';

/** One request to the phone. */
export interface PhoneRequest {
  readonly challenge: ChallengeKey;
  readonly purpose: 'login' | 'step-up';
  readonly accountName: string;
  readonly summary: string;
  readonly details: readonly DisplayPair[];
  /** How long its challenge stays pending. */
  readonly pendingMs: number;
}

interface OutstandingCall {
  readonly challenge: ChallengeKey;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** The calls to BlokSec that wait for a person, in the background. */
export interface OutstandingCalls {
  /** Asks, and moves the challenge when the answer is there. Never rejects. */
  ask(request: PhoneRequest): Promise<void>;
  /** Gives a call up, where this process holds it. Whether the phone's prompt goes away is not known (assumed not). */
  giveUp(ref: string): void;
  close(): Promise<void>;
}

/** The title of a step-up. A login has none: phones tell the two apart by it (assumed). */
const STEP_UP_PROMPT = 'Confirm';

const shutDown: ChallengeMove = { to: 'failed', failure: 'shutdown' };

export const createOutstandingCalls = (settings: GateSettings): OutstandingCalls => {
  const { client, challenges, logger } = settings;
  const calls = new Map<string, OutstandingCall>();

  const answerOf = async (request: PhoneRequest, signal: AbortSignal): Promise<ChallengeMove> => {
    const { accountName, summary, details } = request;
    const options = {
      signal,
      approvalTimeoutMs: Math.ceil(request.pendingMs) + LIMITS.providerGraceMs,
    };
    const text = { accountName, summary, details };
    const answer =
      request.purpose === 'login'
        ? await client.authenticate(text, options)
        : await client.authorize({ ...text, prompt: STEP_UP_PROMPT }, options);
    switch (answer.status) {
      case 'accepted':
        return { to: 'accepted', requestId: answer.requestId };
      case 'rejected':
        return { to: 'denied' };
      case 'expired':
        return { to: 'expired' };
    }
  };

  /** An unknown account is an everyday answer. Anything else that fails is for the operator to see. */
  const report = (error: unknown): void => {
    const code = isBlokSecError(error) ? error.code : 'unexpected';
    if (code === 'account-not-found') return;
    const message = isBlokSecError(error)
      ? error.message
      : 'The client threw what is no BlokSecError.';
    logger.error(`BlokSec: an approval could not be asked for (${code}). ${message}`);
  };

  let closed = false;

  const run = async (request: PhoneRequest, abort: AbortController): Promise<void> => {
    let move: ChallengeMove;
    if (closed) return void (await challenges.move(request.challenge, shutDown));
    try {
      move = await answerOf(request, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return;
      report(error);
      move = { to: 'failed', failure: 'provider' };
    }
    await challenges.move(request.challenge, move);
  };

  return {
    ask: (request) => {
      const abort = new AbortController();
      const done = run(request, abort)
        .catch((error: unknown) => {
          logger.error(`BlokSec: the challenge store failed. ${String(error)}`);
        })
        .finally(() => calls.delete(request.challenge.ref));
      calls.set(request.challenge.ref, { challenge: request.challenge, abort, done });
      return done;
    },
    giveUp: (ref) => calls.get(ref)?.abort.abort(),
    close: async () => {
      closed = true;
      const outstanding = [...calls.values()];
      for (const { abort } of outstanding) abort.abort();
      await Promise.all(
        outstanding.map(async ({ challenge, done }) => {
          await done;
          await challenges.move(challenge, shutDown);
        }),
      );
    },
  };
};
