import type { GateAnswer } from '@bloksec/challenges';
import { HttpException, StreamableFile } from '@nestjs/common';

/**
 * Thrown by the guards where a request does not pass. Its response is the gate's: a problem document (RFC 9457), or the
 * page for a form without script. The header fields are set already when it is thrown.
 */
export class BlokSecException extends HttpException {
  // Private: exceptions get logged, and the answer holds the challenge's id and the browser's cookie.
  readonly #answer: GateAnswer;

  constructor(answer: GateAnswer) {
    super(answer.problem.detail, answer.status);
    this.#answer = answer;
  }

  /** The whole answer, for an exception filter of your own. Not for a log. */
  get answer(): GateAnswer {
    return this.#answer;
  }

  /** A string would be wrapped into JSON by Nest's exception filter; a file is sent as it is. */
  override getResponse(): object {
    const { body, headers, problem } = this.#answer;
    const type = String(headers['content-type']);
    return type.startsWith('text/html') ? new StreamableFile(Buffer.from(body), { type }) : problem;
  }
}
