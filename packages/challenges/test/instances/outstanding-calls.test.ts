import { expect, onTestFinished, test } from 'vitest';
import { async } from '../helpers/browser.ts';
import { httpBrowser } from './harness/http-browser.ts';
import { startInstance, startStub } from './harness/start-bank.ts';
import { eventually } from './scenarios/eventually.ts';
import { newSession } from './programs/session.ts';

test('T33: of a thousand starts at most 200 call BlokSec; the rest is told to come back', async () => {
  const stub = await startStub(onTestFinished);
  const apiUrl = `http://127.0.0.1:${stub.port}`;
  const instance = await startInstance(onTestFinished, {
    apiUrl,
    limits: { outstandingCalls: 200 },
  });
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_each, index) => {
      const browser = httpBrowser(instance.port);
      browser.cookies.set('session', newSession(`user-${index}`));
      return browser.post('/transfers', { amount: '25.00' }, async);
    }),
  );
  const started = answers.filter(({ name }) => name === 'approval-required');
  const refused = answers.filter(({ name }) => name === 'provider-unavailable');
  expect([started.length, refused.length]).toEqual([200, 800]);
  for (const { status, headers } of refused) {
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  }
  await eventually(
    'all that were let in are asked',
    async () => (await stub.call.calls()).now === 200,
  );
  expect((await stub.call.calls()).most).toBe(200);
});
