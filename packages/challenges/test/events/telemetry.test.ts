import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { BlokSecError } from '@bloksec/client';
import type { Histogram } from '@opentelemetry/sdk-metrics';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryChallengeStore } from '../../src/index.ts';
import { async, idOf, repeat } from '../helpers/browser.ts';
import { settled } from '../helpers/fake-clock.ts';
import { logInAsNew } from '../helpers/gate-under-test.ts';
import { recordTelemetry, type RecordedTelemetry } from './helpers/recorded-telemetry.ts';
import { watchedGate, type WatchedGate } from './helpers/watched-gate.ts';

let recorded: RecordedTelemetry;
beforeEach(() => {
  recorded = recordTelemetry();
});
afterEach(() => recorded.shutdown());

const away = new BlokSecError('The service failed.', {
  code: 'service-unavailable',
  delivered: 'yes',
});

/** A step-up whose call ends after so many seconds. */
const stepUp = async (
  under: WatchedGate,
  seconds: number,
  how: 'approve' | 'deny' | 'expire' | 'fail',
): Promise<void> => {
  await under.browser().transfer({ at: under.clock.now() }, async);
  const ring = await under.phone.ring();
  await under.clock.advance(seconds * 1_000);
  ring[how](away);
  await settled();
};

describe('metrics', () => {
  test('the histogram of waiting times has a series an outcome, in seconds, with buckets that fit people', async () => {
    const under = watchedGate();
    await stepUp(under, 4, 'approve');
    await stepUp(under, 70, 'approve');
    await stepUp(under, 8, 'deny');
    await stepUp(under, 0, 'fail');
    const points = await recorded.points('bloksec.client.request.duration');
    const purpose = { 'bloksec.purpose': 'step-up' };
    expect(points).toMatchObject([
      { attributes: { ...purpose, 'bloksec.outcome': 'accepted' }, value: { count: 2, sum: 74 } },
      { attributes: { ...purpose, 'bloksec.outcome': 'denied' }, value: { count: 1, sum: 8 } },
      {
        attributes: {
          ...purpose,
          'bloksec.outcome': 'failed',
          'error.type': 'service-unavailable',
        },
        value: { count: 1, sum: 0 },
      },
    ]);
    const { buckets } = points.map(({ value }) => value as Histogram)[0]!;
    expect(buckets.boundaries.filter((each) => each >= 1 && each <= 120)).toHaveLength(13);
    const used = buckets.boundaries.filter((_, index) => buckets.counts[index] === 1);
    expect(used).toEqual([5, 90]);
  });

  test('calls and polls in flight go up and down', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    const ring = await under.phone.ring();
    const waiting = [1, 2].map(() => browser.transfer({}, repeat(id, { wait: 25 })));
    await settled();
    const attributes = { 'bloksec.purpose': 'step-up' };
    const inFlight = async (): Promise<unknown[]> => [
      await recorded.points('bloksec.client.active_requests'),
      await recorded.points('bloksec.server.waiting_requests'),
    ];
    expect(await inFlight()).toEqual([[{ attributes, value: 1 }], [{ attributes, value: 2 }]]);
    ring.approve();
    await Promise.all(waiting);
    await settled();
    expect(await inFlight()).toEqual([[{ attributes, value: 0 }], [{ attributes, value: 0 }]]);
  });

  test('pushes and approvals are counted, and refusals by reason', async () => {
    const under = watchedGate({
      limits: { startsPerAddress: { points: 4, seconds: 600 } },
    });
    const browser = under.browser();
    await logInAsNew(under, browser, 'alice');
    for (let count = 0; count < 4; count += 1) await under.browser().login('alice', async);
    await settled();
    const id = idOf(await browser.transfer({}, async));
    await settled();
    await browser.transfer({ other: 1 }, repeat(id));
    await browser.transfer({}, { ...async, 'sec-fetch-site': 'cross-site' });
    const login = { 'bloksec.purpose': 'login' };
    const step = { 'bloksec.purpose': 'step-up' };
    const all: Record<string, unknown> = {};
    for (const name of [
      'push.sent',
      'push.withheld',
      'start.refused',
      'approval.used',
      'approval.refused',
      'request.refused',
    ]) {
      all[name] = await recorded.points(`bloksec.${name}`);
    }
    expect(all).toEqual({
      'push.sent': [
        { attributes: login, value: 3 },
        { attributes: step, value: 1 },
      ],
      'push.withheld': [{ attributes: { ...login, 'bloksec.reason': 'pending' }, value: 1 }],
      'start.refused': [{ attributes: { ...login, 'bloksec.reason': 'address' }, value: 1 }],
      'approval.used': [{ attributes: { ...login, 'bloksec.method': 'push+code' }, value: 1 }],
      'approval.refused': [
        { attributes: { ...step, 'bloksec.problem': 'binding-mismatch' }, value: 1 },
      ],
      'request.refused': [{ attributes: { ...step, 'bloksec.problem': 'csrf' }, value: 1 }],
    });
  });

  test('wrong codes and failures of stores are counted', async () => {
    const store = memoryChallengeStore();
    const under = watchedGate({
      challengeStore: { ...store, consume: () => Promise.reject(new Error('away')) },
    });
    const browser = under.browser();
    const id = idOf(await browser.login('alice', async));
    await browser.login('alice', repeat(id, { code: 'no' }));
    await browser.login('alice', repeat(id));
    expect(await recorded.points('bloksec.code.failures')).toEqual([
      { attributes: { 'bloksec.purpose': 'login', 'bloksec.locked': false }, value: 1 },
    ]);
    expect(await recorded.points('bloksec.store.failures')).toEqual([
      { attributes: { 'bloksec.store': 'challenges' }, value: 1 },
    ]);
  });

  test('no account, no challenge and no name is an attribute, and every metric has a unit', async () => {
    const under = watchedGate();
    const browser = under.browser();
    await logInAsNew(under, browser, 'alice');
    await browser.transfer({}, repeat('A'.repeat(27)));
    const all = await recorded.metrics();
    expect(all.length).toBeGreaterThan(3);
    for (const { descriptor, dataPoints } of all) {
      expect(descriptor.unit).toMatch(/^(s|\{[a-z]+\})$/);
      expect(descriptor.description).not.toBe('');
      expect(JSON.stringify(dataPoints)).not.toMatch(/[\w-]{43}|alice/);
    }
  });

  test('are measured from a gate that was made before the SDK was registered', async () => {
    await recorded.shutdown();
    const under = watchedGate();
    recorded = recordTelemetry();
    await stepUp(under, 1, 'approve');
    expect(await recorded.points('bloksec.push.sent')).toHaveLength(1);
  });
});

describe('a span for each call to BlokSec', () => {
  test('is a client span from push to answer, in the trace of the request that started it', async () => {
    const under = watchedGate();
    const tracer = trace.getTracer('application');
    const request = tracer.startSpan('POST /transfers');
    await context.with(trace.setSpan(context.active(), request), () =>
      under.browser().transfer({}, async),
    );
    // Answered, before BlokSec is asked.
    request.end();
    const ring = await under.phone.ring();
    expect(recorded.spans().map(({ name }) => name)).toEqual(['POST /transfers']);
    ring.approve();
    await settled();
    const span = recorded.spans()[1];
    expect(span).toMatchObject({
      name: 'BlokSec step-up',
      kind: SpanKind.CLIENT,
      parentSpanContext: request.spanContext(),
      status: { code: SpanStatusCode.UNSET },
    });
    expect(span?.attributes).toEqual({
      'bloksec.purpose': 'step-up',
      'bloksec.challenge': under.events.find((event) => event.type === 'push-sent')?.challenge,
      'bloksec.outcome': 'accepted',
    });
  });

  test('is an error where the call failed, and not where a person said no', async () => {
    const under = watchedGate();
    await stepUp(under, 1, 'fail');
    await stepUp(under, 1, 'deny');
    expect(recorded.spans()).toMatchObject([
      {
        attributes: { 'bloksec.outcome': 'failed', 'error.type': 'service-unavailable' },
        status: { code: SpanStatusCode.ERROR, message: 'The service failed.' },
      },
      { attributes: { 'bloksec.outcome': 'denied' }, status: { code: SpanStatusCode.UNSET } },
    ]);
  });

  test('ends when nobody waits for the answer any more', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    await under.phone.ring();
    await browser.transfer({}, repeat(id, { cancel: true }));
    await settled();
    expect(recorded.spans()).toMatchObject([{ attributes: { 'bloksec.outcome': 'given-up' } }]);
  });

  test('is not there for a decoy: nothing was asked', async () => {
    const under = watchedGate({ limits: { pendingPerAccount: 1 } });
    await under.browser().login('alice', async);
    await under.browser().login('alice', async);
    await settled();
    await under.gate.close();
    expect(recorded.spans()).toHaveLength(1);
  });
});
