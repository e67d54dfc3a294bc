import type { GateAnswer } from '@bloksec/challenges';
import { HttpException, StreamableFile } from '@nestjs/common';

/**
 * Thrown by the guards where a request does not pass. Its response is the gate's: a problem document (RFC 9457), or the
 * page for a form without script. The header fields are set already when it is thrown.
 */
export class BlokSecException extends HttpException {
  /** The whole answer, for an exception filter of your own. */
  readonly answer: GateAnswer;

  constructor(answer: GateAnswer) {
    super(bodyOf(answer), answer.status);
    this.answer = answer;
    this.message = answer.problem.detail;
  }
}

/** A string would be wrapped into JSON by Nest's exception filter; a file is sent as it is. */
const bodyOf = ({ body, headers, problem }: GateAnswer): object => {
  const type = String(headers['content-type']);
  return type.startsWith('text/html') ? new StreamableFile(Buffer.from(body), { type }) : problem;
};
