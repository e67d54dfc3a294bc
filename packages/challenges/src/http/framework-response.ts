import type { AnswerHeaders, GateAnswer } from '../gate/gate-outcome.ts';

/** What is needed of a Node `ServerResponse` (Express's is one; Fastify's is `reply.raw`). */
export interface FrameworkResponse {
  statusCode: number;
  getHeader(name: string): number | string | readonly string[] | undefined;
  setHeader(name: string, value: string | readonly string[]): unknown;
  end(body: string): unknown;
}

/** Adds the gate's header fields. `set-cookie` is appended: the application's own cookies stay. */
export const addHeaders = (
  response: Pick<FrameworkResponse, 'getHeader' | 'setHeader'>,
  headers: AnswerHeaders,
): void => {
  for (const [name, value] of Object.entries(headers)) {
    const before = name === 'set-cookie' ? (response.getHeader(name) ?? []) : [];
    const kept = Array.isArray(before) ? (before as readonly string[]) : [String(before)];
    response.setHeader(name, kept.length === 0 ? value : [...kept, ...[value].flat()]);
  }
};

/** Writes the gate's answer as it is and ends the response. */
export const writeAnswer = (response: FrameworkResponse, answer: GateAnswer): void => {
  response.statusCode = answer.status;
  addHeaders(response, answer.headers);
  response.end(answer.body);
};
