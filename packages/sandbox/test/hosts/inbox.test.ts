import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { MailsAnswer } from '../../src/answers.ts';
import { createSandbox } from '../../src/index.ts';
import { atPage } from '../helpers/at-host.ts';
import { callApi, invite } from '../helpers/call-api.ts';
import { mailsTo } from '../helpers/mails.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

test('brings the invitation with a link to the phone', async () => {
  await callApi(sandbox(), '/registration', {
    body: {
      user: { email: 'ada@example.com', first_name: 'Ada' },
      account: { name: 'ada' },
    },
  });
  const [mail] = await mailsTo(sandbox().pages.inbox, 'ada@example.com');
  expect(mail).toEqual({
    id: expect.stringMatching(/^\d+$/u),
    to: 'ada@example.com',
    subject: `${sandbox().application.name} invites you to use BlokSec`,
    sentAt: expect.any(String),
    text: expect.stringMatching(/^Hello Ada,/u),
    link: expect.stringMatching(/^http:\/\/phone\.localhost:\d+\/link\/[\w-]{43}$/u),
  });
  expect(mail?.text).toContain(mail?.link);
});

test('holds the question for news until a mail comes', async () => {
  const { inbox } = sandbox().pages;
  const last = (await atPage(inbox, '/api/mails')).json<MailsAnswer>().mails.at(-1)?.id ?? '0';
  const news = atPage(inbox, `/api/mails?wait=25&after=${last}`);
  await invite(sandbox(), 'news@example.com');
  const { mails } = (await news).json<MailsAnswer>();
  expect(mails.map(({ to }) => to)).toEqual(['news@example.com']);
  expect((await atPage(inbox, '/api/mails?after=x')).status).toBe(400);
});

test('answers without news when the wait is over', async () => {
  const { inbox } = sandbox().pages;
  const answer = await atPage(inbox, '/api/mails?wait=1&after=999999');
  expect(answer.json<MailsAnswer>()).toEqual({ mails: [] });
});

test('shows a mail as HTML that runs nothing, loads nothing and fits only into the inbox', async () => {
  await invite(sandbox(), 'html@example.com');
  const [mail] = await mailsTo(sandbox().pages.inbox, 'html@example.com');
  const { status, headers, text } = await atPage(sandbox().pages.inbox, `/mails/${mail?.id}`);
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/html/u);
  const policy = headers['content-security-policy'] as string;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).toMatch(/sandbox allow-popups/u);
  const style = /<style>(.*)<\/style>/su.exec(text)?.[1] ?? '';
  expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(text).toContain(`href="${mail?.link}"`);
  expect(text).toContain('<svg role="img" aria-label="QR code of the link"');
  expect(text).not.toMatch(/<script| style="| on\w+=/u);
  expect((await atPage(sandbox().pages.inbox, '/mails/999999')).status).toBe(404);
});

test('escapes what an application may have put into a name', async () => {
  const nasty = await createSandbox({ applicationName: '<img src=x onerror=alert(1)>' });
  try {
    await callApi(nasty, '/registration', {
      body: { user: { email: 'x@example.com' }, account: { name: '"><script>alert(2)</script>' } },
    });
    const [mail] = await mailsTo(nasty.pages.inbox, 'x@example.com');
    const { text } = await atPage(nasty.pages.inbox, `/mails/${mail?.id}`);
    expect(text).not.toMatch(/<img|<script/u);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  } finally {
    await nasty.close();
  }
});
