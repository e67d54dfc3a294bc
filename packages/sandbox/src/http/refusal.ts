import { STATUS_CODES } from 'node:http';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A request that is not served, and what to tell the caller: becomes a problem document (RFC 9457). */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: ContentfulStatusCode;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  /** `detail`: what happened, what was expected, what to do. `members` go into the document beside it. */
  constructor(
    status: ContentfulStatusCode,
    detail: string,
    more: {
      readonly members?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(detail);
    this.status = status;
    this.members = more.members ?? {};
    this.headers = more.headers ?? {};
  }

  /** The type is about:blank: the status says it all, and the detail is for people. */
  response(): Response {
    const { status, message: detail, members } = this;
    const document = { title: STATUS_CODES[status], status, detail, ...members };
    return new Response(JSON.stringify(document), {
      status,
      headers: { 'content-type': 'application/problem+json', ...this.headers },
    });
  }
}

/** Answers an error: a refusal as it says, anything else as 500, with its stack on standard error. */
export function answerError(error: unknown): Response {
  if (error instanceof Refusal) {
    return error.response();
  }
  console.error(error);
  return new Refusal(
    500,
    'The sandbox failed over this request. That is a defect of the sandbox; its terminal shows where.',
  ).response();
}
