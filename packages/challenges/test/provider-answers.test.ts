import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { BlokSecClient } from '@bloksec/client';
import { expect, onTestFinished, test } from 'vitest';
import { createGate, type Gate } from '../src/index.ts';
import { approvalOf, async, idOf, problemOf, repeat, testBrowser } from './helpers/browser.ts';

const secret = 'canary-secret-4711';
const requestId = '622b95833bab53f6bba946d0';

interface GateBeforeServer {
  readonly gate: Gate;
  readonly log: string[];
  readonly calls: () => number;
}

/** A gate whose BlokSec is a real server that answers as the test says. */
const gateBefore = async (
  answer: (response: ServerResponse) => void,
): Promise<GateBeforeServer> => {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    request.resume().once('end', () => answer(response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const log: string[] = [];
  const keep = (message: string): void => void log.push(message);
  const gate = createGate({
    applicationSecret: secret,
    client: new BlokSecClient({
      applicationId: 'app-1',
      applicationSecret: secret,
      apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    }),
    logger: { info: keep, warn: keep, error: keep },
    // One answer never comes to its end: the time limit has to see to it.
    limits: { stepUpPendingMs: 2000 },
  });
  onTestFinished(async () => {
    await gate.close();
    server.closeAllConnections();
    server.close();
  });
  return { gate, log, calls: () => calls };
};

const json =
  (status: number, body: unknown, type = 'application/json') =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': type });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

test('exactly the documented answer is an approval', async () => {
  const { gate } = await gateBefore(json(200, { requestId, status: 'accepted' }));
  const browser = testBrowser(gate);
  const id = idOf(await browser.transfer({}, async));
  expect(problemOf(await browser.transfer({}, repeat(id, { wait: 25 })))).toBe('approval-pending');
  expect(approvalOf(await browser.transfer({}, repeat(id))).requestId).toBe(requestId);
});

const noes: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ['rejected', json(200, { requestId, status: 'rejected' })],
  ['expired', json(200, { requestId, status: 'expired' })],
  ['"Accepted"', json(200, { requestId, status: 'Accepted' })],
  ['"accepted "', json(200, { requestId, status: 'accepted ' })],
  ['"approved"', json(200, { requestId, status: 'approved' })],
  ['1', json(200, { requestId, status: 1 })],
  ['"1"', json(200, { requestId, status: '1' })],
  ['"01"', json(200, { requestId, status: '01' })],
  ['"1 "', json(200, { requestId, status: '1 ' })],
  ['true', json(200, { requestId, status: true })],
  ['["accepted"]', json(200, { requestId, status: ['accepted'] })],
  ['no status', json(200, { requestId })],
  ['no requestId', json(200, { status: 'accepted' })],
  ['the old dialect', json(200, { returnValues: { authCode: '1' } })],
  ['null', json(200, 'null')],
  ['an empty list', json(200, [])],
  ['a list', json(200, [{ requestId, status: 'accepted' }])],
  ['empty', json(200, '')],
  ['truncated', json(200, '{"requestId":"x","status":"accepted"')],
  ['HTML', json(200, '<p>accepted</p>', 'text/html')],
  ['204', json(204, '')],
  ['301', (response) => void response.writeHead(301, { location: '/elsewhere' }).end()],
  ['401', json(401, { requestId, status: 'accepted' })],
  ['404', json(404, { requestId, status: 'accepted' })],
  ['429', json(429, { requestId, status: 'accepted' })],
  ['500', json(500, { requestId, status: 'accepted' })],
  [
    'a body that never ends',
    (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
  ],
  ['cut', (response) => void response.destroy()],
];

test.each(noes)('T3, T29: "%s" passes nobody, and is asked for once', async (_what, answer) => {
  const { gate, log, calls } = await gateBefore(answer);
  const browser = testBrowser(gate);
  const id = idOf(await browser.transfer({}, async));
  const end = await browser.transfer({}, repeat(id, { wait: 25 }));
  expect(['approval-denied', 'approval-expired', 'approval-failed']).toContain(problemOf(end));
  expect(problemOf(await browser.transfer({}, repeat(id)))).toBe(problemOf(end));
  expect(calls()).toBe(1);
  const told = inspect([end, log], { depth: 10 });
  for (const hidden of [secret, id, 'alice@example.com']) expect(told).not.toContain(hidden);
});
