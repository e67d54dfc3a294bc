import { inspect } from 'node:util';
import { randomUUID } from 'node:crypto';
import { createGate } from '@bloksec/challenges';
import { createSandbox } from '@bloksec/sandbox';
import session from 'express-session';
import { expect, onTestFinished, test, vi } from 'vitest';
import { BlokSecStrategy } from '../src/index.ts';
import { type App, type AppOptions, startApp } from './helpers/express-app.ts';

const respondAsync = { prefer: 'respond-async' };

/** Everything that this process writes from now on, until the test ends. */
const listen = (): { add(value: unknown): void; text(): string } => {
  const heard: string[] = [];
  const add = (value: unknown): void => {
    heard.push(inspect(value, { depth: 10, showHidden: true, maxStringLength: null }));
    if (value instanceof Error) heard.push(String(value), JSON.stringify(value));
  };
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => values.forEach(add));
  }
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => heard.push(String(chunk)) > 0);
  }
  return { add, text: () => heard.join('\n') };
};

test('T43: of all that is printed and thrown on the way of a login nothing is a secret, a code, an account or an id', async () => {
  const output = listen();
  const sandbox = await createSandbox();
  const { id: applicationId, secret: applicationSecret } = sandbox.application;
  // No logger: it writes to the console, as it does by default.
  const gate = createGate({ applicationId, applicationSecret, apiUrl: sandbox.url });
  gate.onEvent((event) => output.add(event));
  onTestFinished(async () => {
    await gate.close();
    await sandbox.close();
  });
  const apps: App[] = [];
  const secrets = new Set([applicationSecret]);

  const visit = async (options: Partial<AppOptions> = {}) => {
    const app = await startApp({ strategy: new BlokSecStrategy({ gate }), ...options });
    apps.push(app);
    const username = `${randomUUID()}@example.com`;
    secrets.add(username);
    const phone = await sandbox.link(username);
    const browser = app.browser();
    const post = async (headers: Record<string, string> = respondAsync) => {
      const response = await browser.send('/login', { username }, headers);
      for (const [name, value] of browser.cookies) {
        if (/bloksec|sid/.test(name)) secrets.add(value);
      }
      return response;
    };
    const start = async (): Promise<string> => {
      const { challenge } = (await (await post()).json()) as { challenge: { id: string } };
      secrets.add(challenge.id);
      return challenge.id;
    };
    const repeat = (id: string, parameters = ''): Promise<Response> =>
      post({ prefer: 'respond-async, wait=25', 'bloksec-challenge': `"${id}"${parameters}` });
    /** A login up to the request that goes through, if nothing speaks against it. */
    const logIn = async (): Promise<Response> => {
      const id = await start();
      const request = await phone.nextRequest();
      secrets.add(request.code ?? '');
      await request.approve();
      for (;;) {
        const response = await repeat(id, `; code="${request.code}"`);
        // "approved" is told to a request that had to wait; the next one goes through.
        if (response.status !== 401) return response;
      }
    };
    return { browser, username, phone, start, repeat, logIn };
  };

  const wrong = await visit();
  const wrongId = await wrong.start();
  const { code = '' } = await wrong.phone.nextRequest();
  secrets.add(code);
  const statuses = [];
  for (const guess of [code === '000000' ? '111111' : '000000', 'no digits', '', 'x']) {
    statuses.push((await wrong.repeat(wrongId, `; code="${guess}"`)).status);
  }
  statuses.push((await wrong.repeat('A'.repeat(27))).status);
  for (let count = 0; count < 5; count += 1) {
    const form = { username: wrong.username };
    statuses.push((await apps[0]?.browser().submit('/login', form))?.status);
  }
  const body = `{"error":"${applicationSecret} ${wrong.username}"}`;
  for (const fault of [{ status: 500, body }, { cut: 'after' }] as const) {
    const failing = await visit();
    sandbox.failNext(fault);
    await failing.start();
    await expect.poll(() => sandbox.requests().at(-1)?.path).toBe('/auth');
  }
  expect(statuses).toEqual([403, 403, 403, 403, 404, 401, 401, 401, 401, 401]);

  const known = await visit();
  expect((await known.logIn()).status).toBe(200);
  const denied = await known.start();
  await (await known.phone.nextRequest()).deny();
  expect((await known.repeat(denied)).status).toBe(403);

  const failingVerify = new BlokSecStrategy({ gate }, async () => {
    throw new Error('the database is away');
  });
  const keepsId: AppOptions['session'] = (req, res, next) =>
    session({ secret: 's', resave: false, saveUninitialized: true })(req, res, () => {
      req.session.regenerate = (callback) => (callback(undefined), req.session);
      next();
    });
  const fatal = [{ strategy: failingVerify }, { serializers: false }, { session: keepsId }];
  for (const options of fatal) expect((await (await visit(options)).logIn()).status).toBe(500);

  const errors = apps.flatMap((app) => app.errors);
  expect(errors).toHaveLength(fatal.length);
  for (const error of errors) output.add(error);
  expect(output.text()).toContain('push-withheld');
  expect(output.text()).toContain('push-ended');
  expect([...secrets].filter((secret) => output.text().includes(secret))).toEqual([]);
});
