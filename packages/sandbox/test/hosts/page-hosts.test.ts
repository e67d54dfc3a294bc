import { expect, test } from 'vitest';
import { atPage } from '../helpers/at-host.ts';
import { invite } from '../helpers/call-api.ts';
import { openConsole } from '../helpers/console.ts';
import { tokenFor } from '../helpers/mails.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

test('lets nothing but itself into a page, and nobody frame or keep it', async () => {
  const { pages } = sandbox();
  const answers = [
    await atPage(pages.phone, '/'),
    await atPage(pages.phone, '/link/abc'),
    await atPage(pages.phone, '/api/requests'),
    await atPage(pages.phone, '/nowhere'),
    await atPage(pages.inbox, '/'),
    await atPage(pages.inbox, '/api/mails'),
    await atPage(pages.console, '/'),
    await atPage(pages.console, '/api/overview'),
  ];
  for (const { headers } of answers) {
    const policy = headers['content-security-policy'] as string;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  }
});

test.each([
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'none' }, 403],
  [{ origin: 'http://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: 'http://localhost:4400' }, 403],
  [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, 204],
])('takes a change with %o as %s', async (headers, status) => {
  const name = `${crypto.randomUUID()}@example.com`;
  await invite(sandbox(), name);
  const token = await tokenFor(sandbox().pages.inbox, name);
  const path = `/api/registrations/${token}/reject`;
  const answer = await atPage(sandbox().pages.phone, path, { method: 'POST', headers });
  expect(answer.status).toBe(status);
});

test('takes changes as JSON only', async () => {
  const consolePage = await openConsole(sandbox().pages.console);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    const answer = await consolePage.post(
      '/api/applications',
      { name: 'x' },
      { 'content-type': type },
    );
    expect(answer.status).toBe(415);
  }
  const { phone } = sandbox().pages;
  const accept = await atPage(phone, '/api/registrations/x/accept', { method: 'POST' });
  expect(accept.status).toBe(415);
});

test('serves no file from beside the pages', async () => {
  for (const path of [
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/phone.html',
    '/assets/nope.js',
  ]) {
    expect((await atPage(sandbox().pages.phone, path)).status).toBe(404);
  }
});
