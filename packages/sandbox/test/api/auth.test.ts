import { expect, test } from 'vitest';
import { createSandbox } from '../../src/index.ts';
import { askPhone, invite } from '../helpers/call-api.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

test('blocks until the phone has approved, then prints exactly the documented answer', async () => {
  const phone = await sandbox().link('user@example.com');
  const answer = askPhone(sandbox(), 'user@example.com');
  let settled = false;
  void answer.finally(() => {
    settled = true;
  });
  const request = await phone.nextRequest();
  expect(settled).toBe(false);
  await request.approve();
  const response = await answer;
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.text()).toMatch(/^\{"requestId":"[0-9a-f]{24}","status":"accepted"\}$/u);
});

test('answers rejected when the phone denies', async () => {
  const phone = await sandbox().link('denier@example.com');
  const answer = askPhone(sandbox(), 'denier@example.com');
  await (await phone.nextRequest()).deny();
  expect(await (await answer).text()).toMatch(
    /^\{"requestId":"[0-9a-f]{24}","status":"rejected"\}$/u,
  );
});

test('T16: answers expired when the phone stays silent, and a later approval changes nothing', async () => {
  const short = await createSandbox({ authTimeoutMs: 1_000 });
  try {
    const phone = await short.link('silent@example.com');
    const answer = askPhone(short, 'silent@example.com');
    const request = await phone.nextRequest();
    expect(await (await answer).json()).toMatchObject({ status: 'expired' });
    await expect(request.approve()).rejects.toThrow('409');
  } finally {
    await short.close();
  }
});

test('T16: takes the prompt from the phone when the caller hangs up', async () => {
  const phone = await sandbox().link('gone@example.com');
  const caller = new AbortController();
  const answer = askPhone(
    sandbox(),
    'gone@example.com',
    { requestSummary: 'First' },
    caller.signal,
  );
  const first = await phone.nextRequest();
  caller.abort();
  await expect(answer).rejects.toThrow('aborted');
  const second = askPhone(sandbox(), 'gone@example.com', { requestSummary: 'Second' });
  const next = await phone.nextRequest();
  expect(next.summary).toBe('Second');
  await expect(first.approve()).rejects.toThrow('409');
  await next.approve();
  expect(await (await second).json()).toMatchObject({ status: 'accepted' });
});

test('keeps simultaneous requests apart', async () => {
  const names = ['one@example.com', 'two@example.com', 'three@example.com'];
  const phone = await sandbox().phone();
  for (const name of names) {
    await sandbox().link(name, phone);
  }
  const answers = names.map(async (name) => {
    const response = await askPhone(sandbox(), name);
    return ((await response.json()) as { status: string }).status;
  });
  for (const _ of names) {
    const request = await phone.nextRequest();
    await (request.accountName === 'two@example.com' ? request.deny() : request.approve());
  }
  expect(await Promise.all(answers)).toEqual(['accepted', 'rejected', 'accepted']);
});

test('answers 404 for an account that is unknown, or only invited', async () => {
  await invite(sandbox(), 'invited@example.com');
  for (const name of ['nobody@example.com', 'invited@example.com', 'USER@example.com']) {
    const response = await askPhone(sandbox(), name);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('no account of that name');
  }
});
