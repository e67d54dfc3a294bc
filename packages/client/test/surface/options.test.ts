import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BlokSecClient, BlokSecError, type BlokSecClientOptions } from '../../src/index.ts';
import { isProduction } from '../../src/environment.ts';
import { json, startServer } from '../helpers/start-server.ts';
import { errorOf, login } from '../helpers/test-client.ts';

const complete = {
  applicationId: 'harbour-bank',
  applicationSecret: 'not-a-real-one',
  apiUrl: 'https://api.example',
} as const;

beforeEach(() => {
  for (const name of ['APPLICATION_ID', 'APPLICATION_SECRET', 'API_URL']) {
    vi.stubEnv(`BLOKSEC_${name}`, undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** What the constructor says about these options. */
function problem(options: BlokSecClientOptions): string {
  let thrown: unknown;
  try {
    return `no problem: ${typeof new BlokSecClient(options)}`;
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(BlokSecError);
  expect(thrown).toMatchObject({ code: 'configuration', delivered: 'no' });
  return (thrown as BlokSecError).message;
}

test('all that is missing is named at once, with option and environment variable', () => {
  const message = problem({});
  for (const name of [
    'applicationId',
    'BLOKSEC_APPLICATION_ID',
    'applicationSecret',
    'BLOKSEC_APPLICATION_SECRET',
    'apiUrl',
    'BLOKSEC_API_URL',
  ]) {
    expect(message).toContain(name);
  }
});

test('what is wrong is named together with what is missing', () => {
  const message = problem({ apiUrl: 'http://bank.example', timeoutMs: 0, approvalTimeoutMs: 1.5 });
  expect(message).toContain('applicationId');
  expect(message).toContain('apiUrl (environment variable BLOKSEC_API_URL) must begin with https');
  expect(message).toContain('timeoutMs must be');
  expect(message).toContain('approvalTimeoutMs must be');
});

test('the environment is read where an option is not given; an empty variable counts as missing', async () => {
  const server = await startServer(json(200, { requestId: 'r', status: 'accepted' }));
  vi.stubEnv('BLOKSEC_APPLICATION_ID', 'from-environment');
  vi.stubEnv('BLOKSEC_APPLICATION_SECRET', 'secret-from-environment');
  vi.stubEnv('BLOKSEC_API_URL', server.url);
  await new BlokSecClient({ applicationId: 'from-option' }).authenticate(login);
  expect(server.requests[0]?.headers).toMatchObject({
    'x-application-id': 'from-option',
    'x-application-secret': 'secret-from-environment',
  });
  vi.stubEnv('BLOKSEC_API_URL', '');
  expect(problem({})).toContain('apiUrl (environment variable BLOKSEC_API_URL) is missing');
});

describe('where there is no environment', () => {
  /** Runs without an await in between: the test runner needs its process. */
  function withProcess<Result>(process: unknown, run: () => Result): Result {
    vi.stubGlobal('process', process);
    try {
      return run();
    } finally {
      vi.unstubAllGlobals();
    }
  }
  const forbidden = {
    get env(): never {
      throw new Error('NotCapable: requires env access');
    },
  };

  test.each([
    ['no process', undefined],
    ['a process without env', {}],
    ['an env that may not be read', forbidden],
  ])('(%s) options are enough, and it is not production', (_name, process) => {
    const [client, production] = withProcess(process, () => [
      new BlokSecClient(complete),
      isProduction(),
    ]);
    expect(client).toBeInstanceOf(BlokSecClient);
    expect(production).toBe(false);
  });

  test('what is not given is missing', () => {
    const message = withProcess(undefined, () => problem({ ...complete, apiUrl: undefined }));
    expect(message).toContain('apiUrl (environment variable BLOKSEC_API_URL) is missing');
  });
});

test.each([
  'https://api.bloksec.io',
  'https://api.bloksec.io/',
  'https://gateway.example/bloksec',
  'https://gateway.example:8443/bloksec/',
  'http://localhost:4400',
  'http://inbox.localhost:4400',
  'http://127.0.0.1:4400',
  'http://127.9.9.9',
  'http://[::1]:4400',
])('%s is an address for the API', (apiUrl) => {
  expect(problem({ ...complete, apiUrl })).toContain('no problem');
});

test.each([
  ['http://10.0.0.1', 'https://'],
  ['http://192.168.1.4:4400', 'https://'],
  ['http://api.bloksec.io', 'https://'],
  ['http://localhost.example', 'https://'],
  ['http://notlocalhost', 'https://'],
  ['http://127.0.0.1.example', 'https://'],
  ['http://[::2]', 'https://'],
  ['http://0.0.0.0:4400', 'https://'],
  ['https://u:p@api.bloksec.io', 'user name'],
  ['https://u@api.bloksec.io', 'user name'],
  ['https://@api.bloksec.io', 'user name'],
  ['http://localhost@evil.example', 'user name'],
  ['https://api.bloksec.io?a=b', 'query'],
  ['https://api.bloksec.io/?', 'query'],
  ['https://api.bloksec.io/#', 'fragment'],
  ['https://api.bloksec.io/../', 'segment'],
  ['https://api.bloksec.io/a/..', 'segment'],
  ['https://api.bloksec.io/%2e%2E/b', 'segment'],
  ['https://api.bloksec.io/./a', 'segment'],
  ['https://api.bloksec.io\\@evil.example', 'absolute'],
  ['https://api.bloksec.io/ a', 'absolute'],
  ['https://api.bloksec.io\r\n', 'absolute'],
  [' https://api.bloksec.io', 'absolute'],
  ['https:api.bloksec.io', 'absolute'],
  ['//api.bloksec.io', 'absolute'],
  ['api.bloksec.io', 'absolute'],
  ['ftp://localhost', 'absolute'],
  ['file:///etc/passwd', 'absolute'],
  ['javascript:alert(1)', 'absolute'],
  ['', 'absolute'],
])('"%s" is none', (apiUrl, why) => {
  const message = problem({ ...complete, apiUrl });
  expect(message).toContain('apiUrl (environment variable BLOKSEC_API_URL)');
  expect(message).toContain(why);
});

test('a path in the address is kept', async () => {
  const server = await startServer(json(200, { requestId: 'r', status: 'accepted' }));
  await new BlokSecClient({ ...complete, apiUrl: `${server.url}/bloksec/` }).authenticate(login);
  expect(server.requests[0]?.path).toBe('/bloksec/auth');
});

test.each(['a\r\nx: y', 'a\n', 'a b', ' a', 'ä', '', 'a\0', 'x'.repeat(513)])(
  'an id or secret that cannot be a header (%j) is refused before anything is sent',
  (value) => {
    expect(problem({ ...complete, applicationId: value })).toContain('BLOKSEC_APPLICATION_ID');
    expect(problem({ ...complete, applicationSecret: value })).toContain(
      'BLOKSEC_APPLICATION_SECRET',
    );
  },
);

test.each([0, -1, 1.5, Number.NaN, Infinity, 2_147_483_648])(
  'a time limit of %d ms is refused',
  (ms) => {
    expect(problem({ ...complete, timeoutMs: ms })).toContain('timeoutMs');
    expect(problem({ ...complete, approvalTimeoutMs: ms })).toContain('approvalTimeoutMs');
  },
);

test('an approval lasts at most 290 s with the fetch of the runtime, longer with an own one', () => {
  expect(problem({ ...complete, approvalTimeoutMs: 290_000 })).toContain('no problem');
  expect(problem({ ...complete, approvalTimeoutMs: 290_001 })).toContain('290000');
  expect(problem({ ...complete, approvalTimeoutMs: 600_000, fetch })).toContain('no problem');
});

test('the time limit of one approval has the same bounds', async () => {
  const client = new BlokSecClient(complete);
  const error = await errorOf(client.authenticate(login, { approvalTimeoutMs: 290_001 }));
  expect(error).toMatchObject({ code: 'bad-request', delivered: 'no' });
});

test.each([
  [{ dialect: 'older' }, "writeToken (with dialect 'older')"],
  [{ dialect: 'older', writeToken: 'a b' }, "writeToken (with dialect 'older')"],
  [{ writeToken: 'token' }, "writeToken is for dialect 'older' only"],
  [{ dialect: 'documented', writeToken: 'token' }, "writeToken is for dialect 'older' only"],
  [{ dialect: 'newer' as never }, "dialect must be 'documented' or 'older'"],
  [{ issuerUrl: 'http://issuer.example' }, 'issuerUrl must begin with https'],
  [{ issuerUrl: 'https://u:p@issuer.example' }, 'issuerUrl must not contain a user name'],
  [{ onRequest: 'log' as never }, 'onRequest must be a function'],
  [{ onResponse: {} as never }, 'onResponse must be a function'],
] satisfies [BlokSecClientOptions, string][])('the options %o are wrong: %s', (options, why) => {
  expect(problem({ ...complete, ...options })).toContain(why);
});

test('the older dialect is fine with its token, and shows it nowhere', () => {
  const client = new BlokSecClient({ ...complete, dialect: 'older', writeToken: 'canary' });
  expect(inspect(client, { depth: 10, showHidden: true })).not.toContain('canary');
});

describe('an answer of a sandbox', () => {
  test('is refused in production', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const server = await startServer(
      json(200, { requestId: 'r', status: 'accepted' }, { 'x-bloksec-sandbox': '1' }),
    );
    const client = new BlokSecClient({ ...complete, apiUrl: server.url });
    const error = await errorOf(client.authenticate(login));
    expect(error).toMatchObject({ code: 'configuration', delivered: 'yes', status: 200 });
    expect(error.message).toContain('BLOKSEC_API_URL');
  });

  test.each(['test', 'development', undefined])('is fine with NODE_ENV=%s', async (environment) => {
    vi.stubEnv('NODE_ENV', environment);
    const server = await startServer(
      json(200, { requestId: 'r', status: 'accepted' }, { 'x-bloksec-sandbox': '1' }),
    );
    const client = new BlokSecClient({ ...complete, apiUrl: server.url });
    await expect(client.authenticate(login)).resolves.toMatchObject({ status: 'accepted' });
  });
});
