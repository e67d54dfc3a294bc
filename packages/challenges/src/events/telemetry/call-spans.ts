import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { GateEventListener } from '../event-stream.ts';
import type { EventOf } from '../gate-event.ts';
import { SCOPE } from './instruments.ts';

/**
 * A span for each call to BlokSec, from the moment it is asked until it answers. It is a child of the span of the request
 * that started the challenge, although that one has mostly been answered by then: so one trace shows a login from its first
 * request to the person's answer, sampled as a whole. A call is never retried, so there is one span a push.
 */
export const callSpans = (): GateEventListener => {
  /** By challenge; only those that are recorded, so that nothing is kept where nobody traces. */
  const spans = new Map<string, Span>();

  const begin = ({ purpose, challenge }: EventOf<'push-sent'>): void => {
    const span = trace.getTracer(SCOPE).startSpan(`BlokSec ${purpose}`, {
      kind: SpanKind.CLIENT,
      attributes: { 'bloksec.purpose': purpose, 'bloksec.challenge': challenge },
    });
    if (span.isRecording()) spans.set(challenge, span);
  };

  const end = ({ challenge, outcome, error, message }: EventOf<'push-ended'>): void => {
    const span = spans.get(challenge);
    if (span === undefined) return;
    spans.delete(challenge);
    span.setAttribute('bloksec.outcome', outcome);
    if (error !== undefined) {
      span.setAttribute('error.type', error);
      span.setStatus({
        code: SpanStatusCode.ERROR,
        ...(message !== undefined && { message }),
      });
    }
    span.end();
  };

  return (event) => {
    if (event.type === 'push-sent') begin(event);
    else if (event.type === 'push-ended') end(event);
  };
};
