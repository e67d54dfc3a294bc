import cluster from 'node:cluster';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createGate, DEFAULT_LIMITS, type GateOptions, LIMIT_CAPS } from '../src/index.ts';
import { scriptedPhone } from './helpers/scripted-phone.ts';

const options: GateOptions = { client: scriptedPhone(), applicationSecret: 'a secret for tests' };

const refusal = (wrong: GateOptions): string => {
  try {
    createGate({ ...options, ...wrong });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'accepted';
};

const inProduction = (): void => {
  vi.stubEnv('NODE_ENV', 'production');
  onTestFinished(() => void vi.unstubAllEnvs());
};

describe('a wrong configuration', () => {
  test('is refused at start with every problem in one message', () => {
    const message = refusal({
      client: undefined,
      applicationId: '',
      applicationSecret: undefined,
      apiUrl: 'http://bloksec.example',
      key: 'short',
      previousSecrets: [''],
      publicOrigin: 'bank',
      limits: { codeTries: 6, approvedMs: 600_000 },
    });
    for (const part of [
      'applicationId',
      'apiUrl',
      'key has 5 characters',
      'previousSecrets has an empty entry',
      'publicOrigin is "bank"',
      'limits.codeTries is 6; it must be a whole number from 1 to 5',
      'limits.approvedMs is 600000; it must be a whole number from 1000 to 120000',
    ]) {
      expect(message).toContain(part);
    }
  });

  test('that misses every secret says so once', () => {
    const message = refusal({ client: undefined, applicationSecret: undefined });
    expect(message.match(/applicationSecret/g)).toHaveLength(1);
  });

  test.each(Object.entries(LIMIT_CAPS))('%s past its cap is refused', (name, [least, most]) => {
    for (const value of [least - 1, most + 1, Number.NaN]) {
      expect(refusal({ limits: { [name]: value } })).toContain(`limits.${name} is ${value}`);
    }
    for (const value of [least, most]) {
      expect(refusal({ limits: { [name]: value } })).toBe('accepted');
    }
  });

  test.each([
    ['unknownBrowser', [{ points: 11, seconds: 3600 }]],
    ['unknownBrowser', [{ points: 3, seconds: 900 }]],
    ['knownBrowser', [{ points: 51, seconds: 86_400 }]],
    ['stepUp', [{ points: 6, seconds: 300 }]],
  ])(
    'a budget %s that rings a phone more often than the cap allows is refused: %o',
    (name, rates) => {
      const pushes = { ...DEFAULT_LIMITS.pushes, [name]: rates };
      expect(refusal({ limits: { pushes } })).toMatch(
        new RegExp(
          `limits.pushes.${name} allows \\d+ requests to a phone in an hour; at most \\d+`,
        ),
      );
    },
  );

  test('an empty budget, cool-down or breaker is refused', () => {
    const message = refusal({
      limits: {
        pushes: { ...DEFAULT_LIMITS.pushes, stepUp: [] },
        coolDownSeconds: [],
        breaker: { failures: 0, seconds: 10 },
        accountCodeTries: { points: 101, seconds: 60 },
        polls: { points: 0.5, seconds: 60 },
      },
    });
    for (const part of [
      'pushes.stepUp',
      'coolDownSeconds',
      'breaker',
      'accountCodeTries',
      'polls',
    ]) {
      expect(message).toContain(`limits.${part}`);
    }
  });
});

test('a key of one’s own stands in for the application secret', () => {
  expect(refusal({ applicationSecret: undefined, key: 'k'.repeat(32) })).toBe('accepted');
});

describe('in production', () => {
  test('a public origin without https is refused: browsers would keep none of the cookies', () => {
    inProduction();
    expect(refusal({ publicOrigin: 'http://bank.example' })).toContain('Secure');
    expect(refusal({ publicOrigin: 'https://bank.example' })).toBe('accepted');
  });

  const several: readonly (readonly [string, () => void])[] = [
    ['WEB_CONCURRENCY says so', () => vi.stubEnv('WEB_CONCURRENCY', '4')],
    ['PM2 says so', () => vi.stubEnv('NODE_APP_INSTANCE', '1')],
    [
      "it is a worker of Node's cluster",
      () => vi.spyOn(cluster, 'isWorker', 'get').mockReturnValue(true),
    ],
  ];
  test.each(several)(
    'a process that is one of several is warned of its own memory, where %s',
    (_how, arrange) => {
      inProduction();
      arrange();
      onTestFinished(() => void vi.restoreAllMocks());
      const warnings: string[] = [];
      const silent = (): void => undefined;
      createGate({
        ...options,
        logger: { info: silent, warn: (line) => void warnings.push(line), error: silent },
      });
      expect(warnings).toEqual([expect.stringContaining('redisStores')]);
    },
  );
});
