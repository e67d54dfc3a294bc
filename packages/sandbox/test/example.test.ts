import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '@bloksec/sandbox';
import type { Sandbox } from '@bloksec/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

test('logs in once the phone approves', async () => {
  const phone = await sandbox.link('user@example.com');

  const answer = fetch(`${sandbox.url}/auth`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-application-id': sandbox.application.id,
      'x-application-secret': sandbox.application.secret,
    },
    body: JSON.stringify({
      accountName: 'user@example.com',
      requestSummary: 'Log in',
      requestDetails: 'From: Firefox on Linux',
      nonce: crypto.randomUUID(),
    }),
  });

  const request = await phone.nextRequest();
  expect(request.summary).toBe('Log in');
  await request.approve(); // or deny()

  expect(await (await answer).json()).toMatchObject({ status: 'accepted' });
});
