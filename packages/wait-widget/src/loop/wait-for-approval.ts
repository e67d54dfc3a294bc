import { ApprovalError } from './approval-error.ts';
import { stateAfter, type ApprovalState } from './approval-state.ts';
import { backOff, pause, retryAfter } from './delays.ts';
import { problemName, readProblem, type Challenge, type ChallengeProblem } from './problem.ts';
import { prepareRequest, type SameRequest } from './same-request.ts';

/** Options of {@link waitForApproval}. */
export interface WaitOptions {
  /** Called for the first challenge and for every change after it. Never called where no approval is needed. */
  readonly onChange?: ((state: ApprovalState) => void) | undefined;
}

/** A request on its way. */
export interface ApprovalWait {
  /**
   * The handler's own answer, untouched. Rejects with an {@link ApprovalError} where the request does not go through, with
   * the signal's reason where it is aborted, and with what `fetch` throws where even the first sending fails.
   */
  readonly response: Promise<Response>;
  /** Sends the code that the phone shows. Does nothing while no code is wanted. */
  sendCode(code: string): void;
  /** Cancels; `response` then rejects with the reason `cancelled`, or `consumed` where it was too late. */
  cancel(): void;
}

/** Milliseconds after which a repeat that may be held for 25 s counts as lost. */
const HELD_AT_MOST = 35_000;
/** Milliseconds after the time limit in which the server may still say how it ended. */
const GRACE = 10_000;

const GOES_ON = /^(approval-(required|pending)|code-required|slow-down)$/;

/**
 * Sends a request that may need an approval on the phone, and sends it again, the same bytes, until it goes through.
 * Shows nothing: for people with their own design.
 *
 * @param input same-origin; as for `fetch`
 * @param init as for `fetch`; its `signal` aborts the waiting without cancelling the approval
 */
export const waitForApproval = (
  input: RequestInfo | URL,
  init?: RequestInit,
  { onChange }: WaitOptions = {},
): ApprovalWait => follow(prepareRequest(input, init), onChange);

/** The loop itself, for a request that is prepared once and may be tried more than once. */
export const follow = (
  prepared: SameRequest | Promise<SameRequest>,
  onChange?: (state: ApprovalState) => void,
): ApprovalWait => {
  let state: ApprovalState | undefined;
  let code = '';
  let cancelled = false;
  // True where there is something to say: then the loop does not pause, and lets go of the request that waits.
  let hurry = false;
  const idle = (): void => {};
  let wake = idle;

  const change = (next: ApprovalState): void => {
    state = next;
    onChange?.(next);
  };
  const interrupt = (): void => {
    hurry = true;
    wake();
  };

  const run = async (): Promise<Response> => {
    const request = await prepared;
    const { signal } = request;
    let answer: Response | undefined = await request.send({ Prefer: 'respond-async' });
    let problem = await readProblem(answer);
    if (!problem?.challenge) return answer;

    let challenge: Challenge = problem.challenge;
    let slower = 0;
    let failures = 0;
    let lost = false;
    let sentAt = -Infinity;

    /** Takes in what the gate said; gives the milliseconds until the next repeat. */
    const take = (said: ChallengeProblem): number => {
      const name = problemName(said);
      // A wrong code ends it, unless there are tries left.
      if (!GOES_ON.test(name) && !said.attempts_left) throw new ApprovalError(said, lost);
      if (name === 'slow-down') {
        slower += 5000; // For good, says RFC 8628 section 3.5.
        sentAt = performance.now();
      } else if (!hurry) {
        code = ''; // It was answered, unless it came only just now.
      }
      challenge = said.challenge ?? challenge;
      failures = 0;
      const next = stateAfter(said, challenge, state);
      const news = state && state.status !== next.status;
      change(next);
      return news ? 0 : sentAt + (challenge.interval ?? 5) * 1000 + slower - performance.now();
    };

    let delay = take(problem);
    for (;;) {
      if (!hurry) {
        const asked = retryAfter(answer);
        await pause(Math.max(delay, asked), signal, failures > 0 && !asked, (end) => (wake = end));
      }
      signal.throwIfAborted();
      hurry = false;

      const pending = state?.status === 'pending';
      const stop = new AbortController();
      wake = () => stop.abort();
      // A request that does something may take its time; one that waits may not.
      const limit = pending ? setTimeout(wake, HELD_AT_MOST) : undefined;
      const parameter = cancelled ? '; cancel' : code && `; code="${code}"`;
      // Held are only those that have nothing to say, and the first one after a loss tells at once that it is over.
      const held = !parameter && !failures;
      sentAt = parameter ? -Infinity : performance.now();
      try {
        answer = await request.send(
          {
            Prefer: held ? 'respond-async, wait=25' : 'respond-async',
            'BlokSec-Challenge': `"${challenge.id}"${parameter}`,
          },
          stop.signal,
        );
        problem = await readProblem(answer);
      } catch {
        signal.throwIfAborted();
        if (hurry) continue;
        answer = problem = undefined;
      } finally {
        clearTimeout(limit);
        wake = idle;
      }

      // A wait that ends in one of these was cut on the way, by a proxy or a server that is going down.
      const cut = !answer || (/^50[234]$/.test(`${answer.status}`) && (pending || problem));
      if (answer && !cut && !problem) return answer;
      if (problem && !cut) {
        delay = take(problem);
      } else {
        lost = true; // The challenge lives on, and so does the loop.
        const now = state as ApprovalState; // take() has set it.
        if (performance.now() > now.expiresAt + GRACE) throw new ApprovalError(undefined, lost);
        change({ ...now, connected: false });
        delay = backOff(failures++);
      }
    }
  };

  return {
    response: run().finally(() => (cancelled = true)), // From then on both controls do nothing.
    sendCode(digits) {
      if (!state || cancelled || !/wanted|wrong/.test(state.code)) return;
      code = digits.replace(/\D/g, '');
      change({ ...state, code: 'checking' });
      interrupt();
    },
    cancel() {
      if (cancelled) return;
      cancelled = true;
      if (state) change({ ...state, cancelling: true });
      interrupt();
    },
  };
};
