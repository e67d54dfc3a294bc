import { launchChromium } from '@bloksec/chromium';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPhone } from './support/browsers.ts';
import { curl } from './support/curl.ts';
import { openMail } from './support/inbox.ts';
import { acceptInvitation, answer, readRequest } from './support/phone.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
let browser: Browser;
let phone: Page;
let credentials: string[];

beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchChromium()]);
  phone = await newPhone(browser);
  credentials = [
    `x-application-id: ${world.env['BLOKSEC_APPLICATION_ID']}`,
    `x-application-secret: ${world.env['BLOKSEC_APPLICATION_SECRET']}`,
  ];
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await world?.end();
}, 60_000);

const invitation = {
  user: { first_name: 'Ada', email: 'user@example.com' },
  account: { name: 'user@example.com' },
};

test('7. curl with the two headers invites, and follows the registration until it is accepted', async () => {
  const sent = await curl(`${world.api}/registration`, { headers: credentials, json: invitation });
  expect(sent.status).toBe(201);
  const { registrationId } = JSON.parse(sent.body) as { registrationId: string };
  const look = () => curl(`${world.api}/registration/${registrationId}`, { headers: credentials });
  expect(JSON.parse((await look()).body)).toMatchObject({ registrationId, status: 'pending' });
  await acceptInvitation(phone, await openMail(phone, world.pages.inbox, 'user@example.com'));
  expect(JSON.parse((await look()).body)).toMatchObject({ registrationId, status: 'accepted' });
}, 120_000);

test('7. curl on POST /auth blocks until the phone answers, and then prints the request id and "accepted"', async () => {
  let answered = false;
  const blocked = curl(`${world.api}/auth`, {
    headers: credentials,
    json: {
      accountName: 'user@example.com',
      requestSummary: 'Log in',
      requestDetails: 'From the shell',
      nonce: crypto.randomUUID(),
    },
  }).then((printed) => {
    answered = true;
    return printed;
  });
  const { text } = await readRequest(phone);
  expect(text).toContain('From the shell');
  expect(answered).toBe(false);
  await answer(phone, 'Approve');
  const { status, body } = await blocked;
  expect(status).toBe(200);
  expect(body).toMatch(/^\{"requestId":"[\da-f]{24}","status":"accepted"\}$/);
}, 120_000);

test.each([
  ['no headers', () => [], 'x-application-id and x-application-secret are missing'],
  ['no secret', () => credentials.slice(0, 1), 'x-application-secret is missing'],
  ['no id', () => credentials.slice(1), 'x-application-id is missing'],
  [
    'a wrong secret',
    () => [credentials[0] ?? '', 'x-application-secret: wrong'],
    'x-application-secret is not the secret of this application',
  ],
  [
    'an unknown id',
    () => ['x-application-id: unknown', credentials[1] ?? ''],
    'No application has the ID in the header x-application-id',
  ],
])(
  '7. curl with %s gets 401 and a body that says what is wrong and where to look',
  async (_, headers, words) => {
    const { status, body } = await curl(`${world.api}/registration`, {
      headers: headers(),
      json: invitation,
    });
    expect(status).toBe(401);
    expect(body).toContain(words);
    expect(body).toContain(`console.localhost:${new URL(world.api).port}`);
    expect(body).not.toContain(world.env['BLOKSEC_APPLICATION_SECRET']);
  },
);
