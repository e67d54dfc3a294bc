import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { EdgeVM } from '@edge-runtime/vm';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { json, startServer, type TestServer } from '../helpers/start-server.ts';
import { applicationSecret } from '../helpers/test-client.ts';

const run = promisify(execFile);

/** The package as one file, ky included. Anything of Node would be left outside, as an import, and be reported. */
async function bundle(format: 'iife' | 'esm', file?: string): Promise<string> {
  const outside: string[] = [];
  const build = await rolldown({
    input: join(import.meta.dirname, '../../src/index.ts'),
    platform: 'browser',
    onLog: (_level, { message }) => outside.push(message),
  });
  const name = format === 'iife' ? { name: 'bloksec' } : {};
  const { output } =
    file === undefined
      ? await build.generate({ format, ...name })
      : await build.write({ format, file });
  await build.close();
  expect(outside).toEqual([]);
  expect(output[0].imports).toEqual([]);
  return output[0].code;
}

/** A program for any runtime: asks once in vain and once for real, and tells what it saw. */
const program = (url: string): string => `(async () => {
  const client = new bloksec.BlokSecClient({
    applicationId: 'app', applicationSecret: ${JSON.stringify(applicationSecret)}, apiUrl: ${JSON.stringify(url)},
  });
  const login = { accountName: 'ada', summary: 'Log in' };
  const refused = await client.authenticate({ ...login, accountName: 'nobody' }).catch((error) => error);
  const aborted = await client.authenticate({ ...login, accountName: 'silent' }, { signal: AbortSignal.timeout(500) })
    .catch((error) => error);
  return JSON.stringify({
    accepted: await client.authenticate(login),
    registration: (await client.getRegistration('r1')).status,
    refused: bloksec.isBlokSecError(refused) && refused.code,
    aborted: bloksec.isBlokSecError(aborted) && [aborted.code, aborted.delivered],
    text: bloksec.phoneText([['To', 'A\\u202EB\\nC'], ['Amount', { amount: '25', currency: 'EUR' }]]),
  });
})()`;

const expected = {
  accepted: { status: 'accepted', requestId: 'r' },
  registration: 'pending',
  refused: 'account-not-found',
  aborted: ['aborted', 'unknown'],
  text: 'To: AB C\nAmount: 25.00 EUR',
};

/** Knows ada, does not know nobody, and never answers silent. The first look at a registration fails. */
function startBlokSec(): Promise<TestServer> {
  let looks = 0;
  return startServer((response, request) => {
    if (request.method === 'GET') {
      looks += 1;
      return json(
        looks === 1 ? 503 : 200,
        { status: 'pending' },
        { 'retry-after': '0' },
      )(response, request);
    }
    if (request.body.includes('"silent"')) return;
    const status = request.body.includes('"nobody"') ? 404 : 200;
    json(status, { requestId: 'r', status: 'accepted' })(response, request);
  });
}

test('the package runs where there is nothing of Node: in the edge runtime', async () => {
  const server = await startBlokSec();
  const edge = new EdgeVM();
  expect(edge.evaluate('[typeof process, typeof Buffer, typeof require].join()')).toBe(
    'undefined,undefined,undefined',
  );
  edge.evaluate(await bundle('iife'));
  const seen = await edge.evaluate<Promise<string>>(program(server.url));
  expect(JSON.parse(seen)).toEqual(expected);
});

/** Runs in the tests where the runtime is installed: on the PATH, or where BLOKSEC_TEST_DENO, BLOKSEC_TEST_BUN say. */
function findRuntime(name: string): string | undefined {
  const given = process.env[`BLOKSEC_TEST_${name.toUpperCase()}`];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return given ?? folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

describe.each([
  ['deno', ['run', '--quiet', '--no-config', '--allow-net=127.0.0.1', '--allow-env']],
  ['bun', ['run']],
] as const)('in %s', (name, options) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bloksec-client-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const runtime = findRuntime(name);

  test.skipIf(runtime === undefined)('the package runs', async () => {
    const server = await startBlokSec();
    const file = join(folder, 'client.mjs');
    await bundle('esm', file);
    const main = join(folder, 'main.mjs');
    await writeFile(
      main,
      `import * as bloksec from './client.mjs';\nconsole.log(await ${program(server.url)});\n`,
    );
    const { stdout } = await run(runtime ?? name, [...options, main]);
    expect(JSON.parse(stdout)).toEqual(expected);
  });
});
