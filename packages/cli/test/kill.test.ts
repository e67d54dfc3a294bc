import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { bloksec, objectsOf, startBloksec } from './helpers/bloksec.ts';
import { seededRandom } from './helpers/random.ts';
import { invited, startApi } from './helpers/start-api.ts';
import { readReport, usersCsv, usersFile } from './helpers/users.ts';

const kills = 50;
const accounts = Array.from({ length: 3000 }, (_, index) => `u${index}`);

// KILL_SEED=… repeats a run's choices.
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 32));

test(`killed at ${kills} random moments (KILL_SEED=${seed}): nobody is lost, nobody is invited twice`, async () => {
  const random = seededRandom(seed);
  const invitations = new Map<string, number>();
  let onRequest: () => void = () => undefined;
  const api = await startApi((response, number, body) => {
    const { name } = body['account'] as { name: string };
    invitations.set(name, (invitations.get(name) ?? 0) + 1);
    onRequest();
    setTimeout(() => invited(response, number), random() * 4);
  });
  const file = await usersFile(accounts);
  const args = ['register', file, '--concurrency', '8'];
  let whileSending = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const { child, finished } = startBloksec(args, api.env);
    const exited = once(child, 'exit');
    // Some at any moment from the start of the process on, the others after a number of requests of this run.
    const wanted = random() < 0.3 ? Number.POSITIVE_INFINITY : Math.floor(random() * 60);
    let requests = 0;
    const reached = new Promise<void>((resolve) => {
      onRequest = () => {
        if ((requests += 1) > wanted) resolve();
      };
    });
    await (Number.isFinite(wanted)
      ? Promise.race([reached, exited]).then(() => delay(random() * 5))
      : delay(random() * 500));
    child.kill('SIGKILL');
    await exited;
    await finished;
    if (requests > 0) whileSending += 1;
  }
  // The kills ended runs in the middle: a file that was done before would prove nothing.
  expect(invitations.size).toBeLessThan(accounts.length);
  expect(whileSending).toBeGreaterThan(kills / 2);

  const last = await bloksec([...args, '--json'], api.env);
  expect([...invitations.values()].filter((count) => count > 1)).toEqual([]);

  const unknown = objectsOf(last.stdout)
    .map((object) => object as { status?: string; account: string })
    .filter(({ status }) => status === 'unknown')
    .map(({ account }) => account);
  const lost = accounts.filter((name) => !invitations.has(name) && !unknown.includes(name));
  expect(lost).toEqual([]);
  const report = await readReport(file);
  expect(report.map(({ account }) => account)).toEqual(accounts);
  expect(report.filter(({ status }) => status !== 'invited').map(({ account }) => account)).toEqual(
    unknown,
  );
  // Each kill can leave what was under way, and what was announced ahead, unknown; everything else is certain.
  expect(unknown.length).toBeLessThanOrEqual(kills * 8 * 17);
  expect(last.exitCode).toBe(unknown.length > 0 ? 4 : 0);

  // A person looks the unknown ones up, and sends those again that were not invited.
  const missing = unknown.filter((name) => !invitations.has(name));
  console.info(
    `KILL_SEED=${seed}: ${kills} kills, ${accounts.length} rows, ${unknown.length} unknown, of which ${missing.length} were not sent.`,
  );
  const rest = `${file}.rest.csv`;
  await writeFile(rest, usersCsv(missing));
  const { exitCode } = await bloksec(['register', rest], api.env);
  expect(exitCode).toBe(0);
  expect(invitations.size).toBe(accounts.length);
  expect(new Set(invitations.values())).toEqual(new Set([1]));
}, 300_000);
