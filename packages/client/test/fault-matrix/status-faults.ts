import type { BlokSecErrorCode } from '../../src/index.ts';
import type { Expected, Fault, FaultGroup } from './fault.ts';
import type { Method } from './methods.ts';

const refused = (code: BlokSecErrorCode): Expected => ({
  code,
  delivered: 'yes',
  retryable: false,
  requests: 1,
});

/** Worth another try: a look makes it by itself, twice. */
const passing =
  (code: BlokSecErrorCode) =>
  ({ looks }: Method): Expected => ({
    code,
    delivered: 'yes',
    retryable: true,
    requests: looks ? 3 : 1,
  });

/** A refusal that tells all that it was told, and carries the best answer there could be. */
function answerWith(status: number, headers: () => Record<string, string> = () => ({})) {
  return ({ response, method }: Parameters<NonNullable<Fault['answer']>>[0]): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers() });
    response.end(method.good);
  };
}

function notFound({ name }: Method): Expected {
  if (name === 'findAccount') return { value: 'no account', requests: 1 };
  if (name === 'register') return refused('bad-request');
  return refused(name.endsWith('Registration') ? 'registration-not-found' : 'account-not-found');
}

const redirects = [301, 302, 303, 307, 308].map((status): Fault => ({
  name: `${status} to another origin`,
  answer: ({ response, otherUrl }) =>
    response.writeHead(status, { location: `${otherUrl}/elsewhere` }).end(),
  expected: () => refused('redirected'),
}));

const refusals = (
  [
    [400, 'bad-request'],
    [401, 'credentials-refused'],
    [403, 'credentials-refused'],
    [409, 'bad-request'],
    [413, 'bad-request'],
    [422, 'bad-request'],
  ] as const
).map(([status, code]): Fault => ({
  name: String(status),
  answer: answerWith(status),
  expected: () => refused(code),
}));

const inSeconds = (seconds: number) => (): Record<string, string> => ({
  'retry-after': String(seconds),
});
const asDate = (ms: number) => (): Record<string, string> => ({
  'retry-after': new Date(Date.now() + ms).toUTCString(),
});

const faults: readonly Fault[] = [
  ...redirects,
  ...refusals,
  { name: '404', answer: answerWith(404), expected: notFound },
  {
    name: '404 in HTML',
    answer: ({ response }) => response.writeHead(404, { 'content-type': 'text/html' }).end('<p>'),
    expected: () => refused('bad-request'),
  },
  { name: '408', answer: answerWith(408), expected: passing('timeout') },
  { name: '429', answer: answerWith(429), expected: passing('rate-limited') },
  {
    name: '429, `Retry-After` in seconds',
    answer: answerWith(429, inSeconds(1)),
    expected: passing('rate-limited'),
  },
  {
    name: '429, `Retry-After` as a date',
    answer: answerWith(429, asDate(1500)),
    expected: passing('rate-limited'),
  },
  {
    name: '429, `Retry-After` beyond the time limit',
    answer: answerWith(429, inSeconds(3600)),
    expected: (method) => ({ ...passing('rate-limited')(method), requests: 1 }),
  },
  ...[500, 502, 503, 504].map((status): Fault => ({
    name: String(status),
    answer: answerWith(status),
    expected: passing('service-unavailable'),
  })),
];

export const statusFaults: FaultGroup = { title: 'Statuses', faults };
