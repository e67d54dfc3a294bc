import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { OverviewAnswer } from '../../src/answers.ts';
import type { LinkedAccount } from '../../src/phone/linked-account.ts';
import { signDecision } from '../../src/phone/sign-decision.ts';
import { enrol, nextRequest, postDecision } from '../helpers/bare-phone.ts';
import { askPhone } from '../helpers/call-api.ts';
import { openConsole } from '../helpers/console.ts';
import { malleate } from '../helpers/malleate.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';
import { signed, vectors } from './decision-vectors.ts';
import type { Situation } from './decision-vectors.ts';

const sandbox = useSandbox();
const name = 'user@example.com';
let account: LinkedAccount;
let other: LinkedAccount;

beforeAll(async () => {
  account = await enrol(sandbox(), name);
  other = await enrol(sandbox(), 'other@example.com');
});

async function ask(): Promise<Situation & { status: Promise<string> }> {
  const caller = new AbortController();
  onTestFinished(() => caller.abort());
  const answer = askPhone(sandbox(), name, {}, caller.signal);
  const status = answer.then(
    async (response) => ((await response.json()) as { status: string }).status,
  );
  status.catch(() => undefined);
  return { account, other, request: await nextRequest(sandbox(), account), status };
}

describe('T12: a decision counts for nothing, and the request still waits, when it has', () => {
  test.each(vectors)('$name', async ({ make, status }) => {
    const situation = await ask();
    const { id } = situation.request;
    const refused = await postDecision(sandbox(), id, await make(situation));
    expect(refused).toMatchObject({ status });
    expect(refused.headers['content-type']).toBe('application/problem+json');
    expect((await postDecision(sandbox(), id, await signed(situation))).status).toBe(204);
    expect(await situation.status).toBe('accepted');
  });
});

describe('T53: between the clocks of phone and server five seconds are forgiven, and no more:', () => {
  afterEach(() => vi.useRealTimers());

  test.each([
    ['4 s ahead', { iat: 4, exp: 64 }, 204],
    ['6 s ahead', { iat: 6, exp: 66 }, 403],
    ['over for 4 s', { iat: -64, exp: -4 }, 204],
    ['over for 6 s', { iat: -60, exp: -6 }, 403],
    ['66 s old, with a longer life', { iat: -66, exp: 60 }, 403],
  ])('%s', async (_when, { iat, exp }, status) => {
    const situation = await ask();
    // Stands still: how long a loaded machine takes must not decide.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const now = Math.floor(Date.now() / 1000);
    const decision = await signed(situation, { iat: now + iat, exp: now + exp });
    expect((await postDecision(sandbox(), situation.request.id, decision)).status).toBe(status);
  });
});

test('T15: counts once: the same decision again is 409, and so is its malleated twin', async () => {
  const situation = await ask();
  const decision = await signDecision(account, situation.request, 'approve');
  const { id } = situation.request;
  expect((await postDecision(sandbox(), id, decision)).status).toBe(204);
  expect((await postDecision(sandbox(), id, decision)).status).toBe(409);
  const twin = malleate(decision);
  expect(twin).not.toBe(decision);
  expect((await postDecision(sandbox(), id, twin)).status).toBe(409);
  expect(await situation.status).toBe('accepted');
});

test('T15: takes no jti twice, not for another request either', async () => {
  const first = await ask();
  const jti = crypto.randomUUID();
  await postDecision(sandbox(), first.request.id, await signed(first, { jti }));
  const second = await ask();
  const reused = await postDecision(sandbox(), second.request.id, await signed(second, { jti }));
  expect(reused.status).toBe(409);
  await postDecision(sandbox(), second.request.id, await signed(second, { decision: 'deny' }));
  expect([await first.status, await second.status]).toEqual(['accepted', 'rejected']);
});

test('T15, T16: lets one of twenty simultaneous answers win', async () => {
  const situation = await ask();
  const decisions = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      signDecision(account, situation.request, index % 2 === 0 ? 'approve' : 'deny'),
    ),
  );
  const answers = await Promise.all(
    decisions.map((decision) => postDecision(sandbox(), situation.request.id, decision)),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  const won = statuses.indexOf(204) % 2 === 0 ? 'accepted' : 'rejected';
  expect(await situation.status).toBe(won);
});

test('answers 404 to a decision on a request that never was', async () => {
  const answer = await postDecision(sandbox(), '0123456789abcdef01234567', 'x');
  expect(answer.status).toBe(404);
});

test('T12, T28: refuses the decision of a key that was taken from its account', async () => {
  const revoked = await enrol(sandbox(), 'revoked@example.com');
  const pending = askPhone(sandbox(), 'revoked@example.com');
  const request = await nextRequest(sandbox(), revoked);
  const consolePage = await openConsole(sandbox().pages.console);
  const { accounts } = (await consolePage.get('/api/overview')).json<OverviewAnswer>();
  const { id } = accounts.find((shown) => shown.name === 'revoked@example.com') ?? {};
  await consolePage.post(`/api/accounts/${id}/unlink`, {});
  const decision = await signDecision(revoked, request, 'approve');
  const refused = await postDecision(sandbox(), request.id, decision);
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('taken from its account');
  expect(await (await pending).json()).toMatchObject({ status: 'expired' });
});
