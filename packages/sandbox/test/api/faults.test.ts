import { once } from 'node:events';
import { expect, test } from 'vitest';
import { askPhone, callApi, invite, login } from '../helpers/call-api.ts';
import { mailsTo } from '../helpers/mails.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

test('answers with the status that was asked for, so often, and then works again', async () => {
  sandbox().failNext({ status: 503 }, 2);
  expect((await askPhone(sandbox(), 'nobody')).status).toBe(503);
  expect((await askPhone(sandbox(), 'nobody')).status).toBe(503);
  expect((await askPhone(sandbox(), 'nobody')).status).toBe(404);
});

test('answers with the body that was asked for', async () => {
  sandbox().failNext({ body: '{"requestId":"x","status":"acc' });
  const truncated = await askPhone(sandbox(), 'nobody');
  expect([truncated.status, await truncated.text()]).toEqual([
    200,
    '{"requestId":"x","status":"acc',
  ]);
  sandbox().failNext({ body: '<p>Down</p>', contentType: 'text/html', status: 502 });
  const html = await askPhone(sandbox(), 'nobody');
  expect(html.status).toBe(502);
  expect(html.headers.get('content-type')).toBe('text/html');
  expect(html.headers.get('x-bloksec-sandbox')).toBe('1');
});

test('cuts the connection before the call has had any effect', async () => {
  sandbox().failNext({ cut: 'before' });
  await expect(invite(sandbox(), 'before@example.com')).rejects.toThrow('fetch failed');
  expect(await mailsTo(sandbox().pages.inbox, 'before@example.com')).toEqual([]);
});

test('cuts the connection after the call has had its effect', async () => {
  sandbox().failNext({ cut: 'after' });
  await expect(invite(sandbox(), 'after@example.com')).rejects.toThrow('fetch failed');
  expect(await mailsTo(sandbox().pages.inbox, 'after@example.com')).toHaveLength(1);
});

test('hangs until the caller hangs up', async () => {
  sandbox().failNext({ hang: true });
  const caller = new AbortController();
  const answer = callApi(sandbox(), '/auth', { body: login('nobody'), signal: caller.signal });
  const other = askPhone(sandbox(), 'nobody');
  expect((await other).status).toBe(404);
  const aborted = once(caller.signal, 'abort');
  caller.abort();
  await aborted;
  await expect(answer).rejects.toThrow('aborted');
});

test('records every call, with the status that the caller saw', async () => {
  const before = sandbox().requests().length;
  const startedAt = new Date();
  sandbox().failNext({ status: 500 });
  await callApi(sandbox(), '/registration', { body: { user: 1 } });
  sandbox().failNext({ cut: 'before' });
  await askPhone(sandbox(), 'nobody').catch(() => undefined);
  await callApi(sandbox(), '/registration/0123456789abcdef01234567?x=1');
  const requests = sandbox().requests().slice(before);
  expect(requests).toEqual([
    {
      method: 'POST',
      path: '/registration',
      body: { user: 1 },
      status: 500,
      startedAt: expect.any(Date),
    },
    {
      method: 'POST',
      path: '/auth',
      body: expect.objectContaining({ accountName: 'nobody' }),
      startedAt: expect.any(Date),
    },
    {
      method: 'GET',
      path: '/registration/0123456789abcdef01234567?x=1',
      body: undefined,
      status: 404,
      startedAt: expect.any(Date),
    },
  ]);
  expect(requests[0]?.startedAt.getTime()).toBeGreaterThanOrEqual(startedAt.getTime());
});
