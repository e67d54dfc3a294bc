import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApprovalError, waitForApproval, type ApprovalState } from '../src/index.ts';
import { ProtocolServer } from './helpers/protocol-server.ts';

let server: ProtocolServer;
beforeAll(async () => {
  server = await new ProtocolServer().listen();
});
afterAll(() => server.close());
beforeEach(() => server.reset());
afterEach(() => server.check());

const start = (onChange?: (state: ApprovalState) => void) =>
  waitForApproval(`${server.url}/transfers`, { method: 'POST', body: 'a=1' }, { onChange });

it.each([
  ['approval-denied', 'denied', false],
  ['approval-expired', 'expired', false],
  ['approval-cancelled', 'cancelled', false],
  ['approval-failed', 'failed', false],
  ['login-failed', 'login-failed', false],
  ['binding-mismatch', 'mismatch', false],
  ['approval-consumed', 'consumed', true],
  ['resource-changed', 'changed', false],
  ['challenge-not-found', 'not-found', false],
  ['quota-exceeded', 'limited', false],
  ['session-required', 'logged-out', false],
  ['something-new', 'refused', false],
])('ends at %s with the reason %s', async (name, reason, mayBeDone) => {
  const wait = start();
  const failure = wait.response.catch((error: unknown) => error);
  await server.untilHits(2);
  server.end(name);
  const error = await failure;
  expect(error).toBeInstanceOf(ApprovalError);
  expect(error).toMatchObject({ reason, mayBeDone, message: `${name}. It is ${name}.` });
  expect(server.hits).toHaveLength(2);
});

it('T43: holds no challenge id in its error or states', async () => {
  const states: ApprovalState[] = [];
  const wait = start((state) => states.push(state));
  const failure = wait.response.catch((error: unknown) => error);
  await server.untilHits(2);
  server.faults.push({
    status: 403,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ ...server.challenge?.view('approval-denied') }),
  });
  wait.cancel();
  const shown = inspect([await failure, states], { depth: 10 });
  expect(shown).toContain('denied');
  expect(shown).not.toContain(server.challenge?.id);
});

describe('after a lost connection', () => {
  it('goes on with the same challenge', async () => {
    const states: ApprovalState[] = [];
    const wait = start((state) => states.push(state));
    await server.untilHits(1);
    server.faults.push('cut', 'cut');
    await server.untilHits(5); // The fourth is not held, so that the page knows that the connection is back.
    server.accept();
    await expect((await wait.response).text()).resolves.toBe('done');
    expect(states.map(({ connected }) => connected)).toContain(false);
    expect(states.at(-1)).toMatchObject({ connected: true, status: 'approved' });
    expect(server.handled).toBe(1);
  }, 20_000);

  it('says that it may have been done where the last request was used up without an answer', async () => {
    server.handler = (_hit, response) => response.socket?.destroy();
    const wait = start();
    await server.untilHits(2);
    server.accept();
    await expect(wait.response).rejects.toMatchObject({ reason: 'consumed', mayBeDone: true });
    expect(server.handled).toBe(1);
  }, 20_000);

  it('says so too where the server has forgotten the challenge', async () => {
    const wait = start();
    await server.untilHits(1);
    server.faults.push('cut');
    await server.untilHits(2);
    server.challenge?.changed();
    if (server.challenge) server.challenge.end = 'challenge-not-found';
    await expect(wait.response).rejects.toMatchObject({ reason: 'not-found', mayBeDone: true });
  }, 20_000);

  it('gives up some seconds after the time limit', async () => {
    server.reset({ expiresIn: -9 });
    const wait = start();
    await server.untilHits(1);
    server.faults.push(...Array<'cut'>(9).fill('cut'));
    await expect(wait.response).rejects.toMatchObject({ reason: 'unreachable', mayBeDone: true });
  }, 30_000);

  it('rejects as fetch does where even the first request is lost', async () => {
    server.faults.push('cut');
    await expect(start().response).rejects.toBeInstanceOf(TypeError);
  });
});

it.each([502, 503, 504])(
  'takes a %i of a proxy in the way for a lost connection',
  async (status) => {
    const wait = start();
    await server.untilHits(1);
    server.faults.push({ status, headers: { 'content-type': 'text/html' }, body: 'gateway' });
    await server.untilHits(3);
    server.accept();
    await expect((await wait.response).text()).resolves.toBe('done');
  },
  20_000,
);

it("passes the handler's own 503 through once it is approved", async () => {
  server.handler = (_hit, response) => response.writeHead(503).end('own');
  const wait = start();
  await server.untilHits(2);
  server.accept();
  const response = await wait.response;
  expect([response.status, await response.text()]).toEqual([503, 'own']);
});

it('obeys Retry-After, and is five seconds slower for good after slow-down', async () => {
  server.reset({ holdMs: 0 });
  const wait = start();
  await server.untilHits(1);
  server.faults.push({
    status: 429,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '7' },
    body: JSON.stringify({ type: 'https://bloksec.github.io/bloksec-js/problems/slow-down' }),
  });
  const [slowed, next] = [await server.untilHits(2), await server.untilHits(3)];
  expect(next.at - slowed.at).toBeGreaterThan(6900);
  expect((await server.untilHits(4)).at - next.at).toBeGreaterThan(5900);
  server.accept();
  await wait.response;
}, 40_000);
