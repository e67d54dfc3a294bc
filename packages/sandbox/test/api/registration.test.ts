import { expect, test } from 'vitest';
import { createSandbox } from '../../src/index.ts';
import { callApi, invite } from '../helpers/call-api.ts';
import { atPage } from '../helpers/at-host.ts';
import { mailsTo, tokenFor } from '../helpers/mails.ts';
import { openConsole } from '../helpers/console.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

async function statusOf(id: string): Promise<unknown> {
  const response = await callApi(sandbox(), `/registration/${id}`);
  return ((await response.json()) as { status: unknown }).status;
}

test('answers an invitation with the ID of its registration and nothing else', async () => {
  const response = await callApi(sandbox(), '/registration', {
    body: { user: { email: 'new@example.com' }, account: { name: 'new@example.com' } },
  });
  expect(response.status).toBe(201);
  const answer = (await response.json()) as { registrationId: string };
  expect(answer).toEqual({ registrationId: expect.stringMatching(/^[0-9a-f]{24}$/u) });
  expect(response.headers.get('location')).toBe(`/registration/${answer.registrationId}`);
});

test('shows a registration from pending to accepted', async () => {
  const id = await invite(sandbox(), 'ada@example.com');
  const response = await callApi(sandbox(), `/registration/${id}`);
  expect(response.status).toBe(200);
  const shown = (await response.json()) as { createdAt: string; expiresAt: string };
  expect(shown).toEqual({
    registrationId: id,
    status: 'pending',
    accountName: 'ada@example.com',
    createdAt: expect.any(String),
    expiresAt: expect.any(String),
  });
  expect(Date.parse(shown.expiresAt) - Date.parse(shown.createdAt)).toBe(30 * 60_000);
  const phone = await sandbox().phone();
  const [mail] = await mailsTo(sandbox().pages.inbox, 'ada@example.com');
  await phone.accept(mail?.link ?? '');
  expect(await statusOf(id)).toBe('accepted');
});

test('shows a declined registration as rejected', async () => {
  const id = await invite(sandbox(), 'bob@example.com');
  const token = await tokenFor(sandbox().pages.inbox, 'bob@example.com');
  const path = `/api/registrations/${token}`;
  const { status } = await atPage(sandbox().pages.phone, `${path}/reject`, { method: 'POST' });
  expect(status).toBe(204);
  expect(await statusOf(id)).toBe('rejected');
  const again = await atPage(sandbox().pages.phone, `${path}/reject`, { method: 'POST' });
  expect(again.status).toBe(410);
});

test('shows an old registration as expired, and its link is worth nothing', async () => {
  const short = await createSandbox({ registrationTimeoutMs: 0 });
  try {
    const id = await invite(short, 'late@example.com');
    const response = await callApi(short, `/registration/${id}`);
    expect(await response.json()).toMatchObject({ status: 'expired' });
    const token = await tokenFor(short.pages.inbox, 'late@example.com');
    const link = await atPage(short.pages.phone, `/api/registrations/${token}`);
    expect(link.status).toBe(410);
    await expect(short.link('late@example.com')).rejects.toThrow('too old');
  } finally {
    await short.close();
  }
});

test('answers 404 for a registration that is unknown, or another application’s', async () => {
  const unknown = await callApi(sandbox(), '/registration/0123456789abcdef01234567');
  expect(unknown.status).toBe(404);
  const id = await invite(sandbox(), 'eve@example.com');
  const consolePage = await openConsole(sandbox().pages.console);
  const other = await consolePage.post('/api/applications', { name: 'Other' });
  const credentials = other.json<{ id: string; secret: string }>();
  const foreign = await callApi(sandbox(), `/registration/${id}`, {
    headers: {
      'x-application-id': credentials.id,
      'x-application-secret': credentials.secret,
    },
  });
  expect(foreign.status).toBe(404);
  expect(await foreign.text()).toBe(await unknown.text());
});
