import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ApprovalState } from '../src/index.ts';
import { waitForApproval, type ApprovalWait } from '../src/index.ts';
import { ProtocolServer } from './helpers/protocol-server.ts';

let server: ProtocolServer;
beforeAll(async () => {
  server = await new ProtocolServer().listen();
});
afterAll(() => server.close());
beforeEach(() => server.reset());
afterEach(() => server.check());

const transfer = {
  method: 'POST',
  body: '{"amount": 25}',
  headers: { 'content-type': 'application/json' },
};
const start = (init: RequestInit = transfer): { wait: ApprovalWait; states: ApprovalState[] } => {
  const states: ApprovalState[] = [];
  const wait = waitForApproval(`${server.url}/transfers`, init, {
    onChange: (state) => states.push(state),
  });
  return { wait, states };
};

it('resolves with the answer at once where no approval is needed', async () => {
  server.faults.push({ status: 201, headers: { 'x-own': 'yes' }, body: 'made' });
  const { wait, states } = start();
  const response = await wait.response;
  expect([response.status, response.headers.get('x-own'), await response.text()]).toEqual([
    201,
    'yes',
    'made',
  ]);
  expect(states).toEqual([]);
});

it.each([
  [401, 'text/html', 'log in'],
  [403, 'application/problem+json', '{"type":"https://bank.example/no-funds"}'],
  [409, 'application/problem+json', 'not json'],
  [
    429,
    'application/problem+json',
    '{"type":"https://bloksec.github.io/bloksec-js/problems/quota-exceeded"}',
  ],
])(
  'passes a first answer of %i %s without a challenge through, unread',
  async (status, type, body) => {
    server.faults.push({ status, headers: { 'content-type': type }, body });
    const response = await start().wait.response;
    expect([response.status, await response.text()]).toEqual([status, body]);
  },
);

it('sends the same bytes until they go through, and runs the handler once', async () => {
  server.handler = (_hit, response) =>
    response.writeHead(422, { 'content-type': 'application/json' }).end('{"own":1}');
  const { wait, states } = start();
  await server.untilHits(2);
  server.accept();
  const response = await wait.response;
  expect([response.status, await response.json()]).toEqual([422, { own: 1 }]);
  expect(server.hits.map(({ body }) => body)).toEqual(Array(3).fill('{"amount": 25}'));
  expect(server.handled).toBe(1);
  expect(states.map(({ status }) => status)).toEqual(['pending', 'approved']);
});

it('keeps the bytes of a stream, a form and a Request', async () => {
  const bodies: RequestInit[] = [
    { method: 'POST', body: new Blob(['stream']).stream(), duplex: 'half' } as RequestInit,
    { method: 'POST', body: new URLSearchParams({ a: 'ü b' }) },
    { method: 'PUT', body: new Uint8Array([65, 66]) },
    { method: 'POST', body: '' },
    { method: 'GET' },
  ];
  for (const init of bodies) {
    server.reset();
    const wait = waitForApproval(new Request(`${server.url}/transfers?x=1`, init));
    await server.untilHits(2);
    server.accept();
    await expect((await wait.response).text()).resolves.toBe('done');
    expect(server.violations).toEqual([]);
    expect(server.hits).toHaveLength(3);
  }
});

it('repeats at once when it is approved', async () => {
  const { wait } = start();
  await server.untilHits(2);
  server.accept();
  const accepted = performance.now();
  await wait.response;
  expect((await server.untilHits(3)).at - accepted).toBeLessThan(500);
});

it('lets a second pass between two waits that the server does not hold', async () => {
  server.reset({ holdMs: 0 });
  const { wait } = start();
  const second = await server.untilHits(2);
  const third = await server.untilHits(3);
  expect(third.at - second.at).toBeGreaterThan(950);
  server.accept();
  await wait.response;
});

it('sends a code at once in place of the waiting request, and tells that it is right', async () => {
  server.reset({ code: '493817', purpose: 'login' });
  const { wait, states } = start();
  await server.untilHits(2);
  expect(states.at(-1)).toMatchObject({ code: 'wanted', codeLength: 6, purpose: 'login' });
  wait.sendCode('493 817');
  await server.untilHits(4);
  expect(server.hits[2]?.challenge).toContain('; code="493817"');
  expect(server.hits[3]?.challenge).not.toContain('code');
  expect(states.map(({ code }) => code)).toEqual(['wanted', 'checking', 'right']);
  wait.sendCode('111111'); // Nobody asks for one any more.
  server.accept();
  await wait.response;
  expect(server.hits).toHaveLength(5);
});

it('tells a wrong code and the tries left, and ends after the last', async () => {
  server.reset({ code: '493817' });
  const { wait, states } = start();
  const failure = wait.response.catch((error: unknown) => error);
  await server.untilHits(2);
  for (const [index, left] of [2, 1].entries()) {
    wait.sendCode('000000');
    await server.untilHits(4 + 2 * index);
    expect(states.at(-1)).toMatchObject({ code: 'wrong', attemptsLeft: left });
  }
  wait.sendCode('000000');
  expect(await failure).toMatchObject({ reason: 'wrong-code', mayBeDone: false });
});

it('cancels with the same request', async () => {
  const { wait, states } = start();
  await server.untilHits(2);
  wait.cancel();
  await expect(wait.response).rejects.toMatchObject({ reason: 'cancelled', mayBeDone: false });
  expect(server.hits[2]?.challenge).toContain('; cancel');
  expect(states.at(-1)?.cancelling).toBe(true);
});

it('cancels what has not been answered yet as soon as it is', async () => {
  const { wait } = start();
  wait.cancel();
  await expect(wait.response).rejects.toMatchObject({ reason: 'cancelled' });
  expect(server.hits).toHaveLength(2);
});

it('stops at an abort, with its reason and without cancelling', async () => {
  const abort = new AbortController();
  const { wait } = start({ ...transfer, signal: abort.signal });
  await server.untilHits(2);
  abort.abort(new Error('left'));
  await expect(wait.response).rejects.toThrow('left');
  expect(server.hits).toHaveLength(2);
});
