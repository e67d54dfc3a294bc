import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/index.ts';
import { ScreenlessPhone } from '../../src/test-kit/screenless-phone.ts';
import { askPhone, invite } from '../helpers/call-api.ts';
import { atPage } from '../helpers/at-host.ts';
import { mailsTo } from '../helpers/mails.ts';
import { startCommand } from '../helpers/start-command.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

async function read(file: string): Promise<Sandbox['env']> {
  return parseEnv(await readFile(file, 'utf8')) as unknown as Sandbox['env'];
}

/** By the loopback address, since not every resolver knows localhost as IPv4. */
const target = (url: string, env: Sandbox['env']) => ({
  url: url.replace('localhost', '127.0.0.1'),
  env,
});

test('serves what it announces: API, pages, and an application for the env file', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'new', 'app.env');
  const args = ['--port', '0', '--data', join(folder, 'data'), '--application', 'Harbour Bank'];
  const { child, listening, ended } = startCommand([...args, '--env-file', file]);
  const { type, url, pages } = await listening;
  const { port } = new URL(url);
  expect({ type, url, pages }).toEqual({
    type: 'listening',
    url: `http://localhost:${port}`,
    pages: {
      inbox: `http://inbox.localhost:${port}`,
      phone: `http://phone.localhost:${port}`,
      console: expect.stringMatching(/^http:\/\/console\.localhost:\d+\/\?token=[\w-]{43}$/u),
    },
  });
  const env = await read(file);
  expect(env).toEqual({
    BLOKSEC_APPLICATION_ID: expect.stringMatching(/^[0-9a-f]{24}$/u),
    BLOKSEC_APPLICATION_SECRET: expect.stringMatching(/^[\w-]{43}$/u),
    BLOKSEC_API_URL: url,
  });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);

  await invite(target(url, env), 'user@example.com');
  const [mail] = await mailsTo(pages.inbox, 'user@example.com');
  const phone = new ScreenlessPhone();
  await phone.accept(mail?.link ?? '');
  const answer = askPhone(target(url, env), 'user@example.com');
  const request = await phone.nextRequest();
  expect(request.application).toBe('Harbour Bank');
  await request.approve();
  expect(await (await answer).json()).toMatchObject({ status: 'accepted' });

  child.kill('SIGTERM');
  const { code, stdout, stderr } = await ended;
  expect([code, stderr]).toEqual([0, '']);
  for (const address of [url, pages.inbox, pages.phone, pages.console]) {
    expect(stdout).toContain(address);
  }
  expect(stdout).not.toContain(env.BLOKSEC_APPLICATION_SECRET);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'ends at once at %s, also while calls and pages wait',
  async (signal) => {
    const folder = await temporaryFolder();
    const file = join(folder, 'app.env');
    const { child, listening, ended } = startCommand(['--port', '0', '--env-file', file]);
    const { url, pages } = await listening;
    const env = await read(file);
    await invite(target(url, env), 'user@example.com');
    const [mail] = await mailsTo(pages.inbox, 'user@example.com');
    const phone = new ScreenlessPhone();
    await phone.accept(mail?.link ?? '');
    const blocked = askPhone(target(url, env), 'user@example.com');
    await phone.nextRequest();
    const waiting = atPage(pages.inbox, '/api/mails?wait=25&after=999');
    const gone = Promise.allSettled([blocked, waiting, phone.nextRequest()]);
    const started = Date.now();
    child.kill(signal);
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(Date.now() - started).toBeLessThan(10_000);
    expect((await gone).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  },
);

test('goes on after kill -9 with everything that it had', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'app.env');
  const args = ['--data', join(folder, 'data'), '--env-file', file];
  const first = startCommand(['--port', '0', ...args]);
  const { url, pages } = await first.listening;
  const env = await read(file);
  await invite(target(url, env), 'user@example.com');
  const [mail] = await mailsTo(pages.inbox, 'user@example.com');
  const phone = new ScreenlessPhone();
  await phone.accept(mail?.link ?? '');
  const before = askPhone(target(url, env), 'user@example.com', { requestSummary: 'Before' });
  const cut = Promise.allSettled([before]);
  await phone.nextRequest();
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await cut).toMatchObject([{ status: 'rejected', reason: { message: 'fetch failed' } }]);

  const second = startCommand(['--port', new URL(url).port, ...args]);
  expect((await second.listening).url).toBe(url);
  expect(await read(file)).toEqual(env);
  const answer = askPhone(target(url, env), 'user@example.com', { requestSummary: 'After' });
  const request = await phone.nextRequest();
  expect(request.summary).toBe('After');
  await request.approve();
  expect(await (await answer).json()).toMatchObject({ status: 'accepted' });
});
