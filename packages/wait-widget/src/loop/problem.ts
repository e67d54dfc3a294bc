/** Base of the problem types that the application's gate answers with. Anything else is the handler's own answer. */
const PROBLEM_BASE = 'https://bloksec.github.io/bloksec-js/problems/';

/** What the server says about the approval that a request waits for. The `id` stays inside the loop. */
export interface Challenge {
  readonly id: string;
  readonly purpose: 'login' | 'step-up';
  /** `approved`: the next repeat goes through. Anything else: still undecided. */
  readonly status: string;
  /** Seconds until it expires. */
  readonly expires_in: number;
  /** Least seconds between two repeats. Default 5 (RFC 8628 section 3.2). */
  readonly interval?: number;
  /** There where the code that the phone shows must be typed. */
  readonly code?: { readonly length: number };
  readonly code_ok?: boolean;
}

/** One operation that is being approved (RFC 9396 shape). */
export interface AuthorizationDetail {
  readonly type: string;
  readonly title?: string;
  /** Label and value pairs, in the order in which the phone shows them. */
  readonly display?: readonly (readonly [label: string, value: string])[];
}

/** `application/problem+json` (RFC 9457) as the gate sends it. */
export interface Problem {
  readonly type: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly authorization_details?: readonly AuthorizationDetail[];
  readonly attempts_left?: number;
}

/** A problem with the challenge that it may carry. Only the loop sees this one. */
export interface ChallengeProblem extends Problem {
  readonly challenge?: Challenge;
}

/** The last part of the problem's type, for example `approval-denied`. */
export const problemName = (problem: Problem): string => problem.type.slice(PROBLEM_BASE.length);

/**
 * The gate's problem in this answer, or undefined where the answer is the handler's. The answer's own body stays unread.
 *
 * @throws where the connection breaks before the body is there
 */
export const readProblem = async (answer: Response): Promise<ChallengeProblem | undefined> => {
  // Where a redirect led, the gate speaks of another request.
  if (answer.redirected) return undefined;
  if (!answer.headers.get('Content-Type')?.startsWith('application/problem+json')) return undefined;
  const text = await answer.clone().text();
  try {
    const problem = JSON.parse(text) as ChallengeProblem;
    return problem.type.startsWith(PROBLEM_BASE) ? problem : undefined;
  } catch {
    return undefined; // Not JSON, or without a type: not the gate's.
  }
};
