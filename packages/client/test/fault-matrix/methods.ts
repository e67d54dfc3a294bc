import type { BlokSecClient, CallOptions, Dialect } from '../../src/index.ts';

/** Nothing of these may ever be in an error. */
export const canaries = {
  accountName: 'canary-account@example.com',
  email: 'canary-mail@example.com',
  registrationId: 'canary-registration',
  requestId: 'canary-request',
  code: '493817',
} as const;

/** One way to call BlokSec. */
export interface Method {
  readonly name: string;
  readonly dialect: Dialect;
  /** Tried again where an answer failed, since asking twice changes nothing. */
  readonly looks: boolean;
  /** Calls it, and gives what comes back in words. */
  readonly call: (client: BlokSecClient, options: CallOptions) => Promise<string>;
  readonly contentType: string;
  /** The body of a good answer. */
  readonly good: string | Buffer;
  /** What comes back then, in words. */
  readonly goodValue: string;
  /** The body of an answer in which a value stands where the user's answer should be. */
  readonly withStatus: (status: unknown) => string;
}

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
const { accountName, email, registrationId, requestId, code } = canaries;

const login = { accountName, summary: 'Log in', details: [['Code', code]] } as const;
const transfer = {
  ...login,
  summary: [['Amount', { amount: '25.00', currency: 'EUR' }]],
  prompt: 'Confirm transfer',
} as const;

const withStatus = (status: unknown): string =>
  JSON.stringify({ registrationId, requestId, accountName, status });
const withAuthCode = (authCode: unknown): string =>
  JSON.stringify({ requestId, returnValues: { authCode } });

const json = {
  dialect: 'documented',
  contentType: 'application/json',
  looks: false,
  good: withStatus('accepted'),
  goodValue: 'accepted',
  withStatus,
} as const;
const older = {
  ...json,
  dialect: 'older',
  good: withAuthCode('1'),
  withStatus: withAuthCode,
} as const;

/** All methods of the client; those whose answer the older dialect gives in another form, in both. */
export const methods: readonly Method[] = [
  {
    ...json,
    name: 'register',
    call: async (client, options) =>
      (await client.register({ user: { email }, account: { name: accountName } }, options)).status,
  },
  {
    ...json,
    name: 'getRegistration',
    looks: true,
    call: async (client, options) => (await client.getRegistration(registrationId, options)).status,
  },
  {
    ...json,
    name: 'waitForRegistration',
    looks: true,
    call: async (client, options) =>
      (await client.waitForRegistration(registrationId, options)).status,
  },
  {
    ...json,
    name: 'authenticate',
    call: async (client, options) => (await client.authenticate(login, options)).status,
  },
  {
    ...json,
    name: 'authorize',
    call: async (client, options) => (await client.authorize(transfer, options)).status,
  },
  {
    ...older,
    name: 'authenticate (older dialect)',
    call: async (client, options) => (await client.authenticate(login, options)).status,
  },
  {
    ...older,
    name: 'authorize (older dialect)',
    call: async (client, options) => (await client.authorize(transfer, options)).status,
  },
  {
    ...json,
    name: 'findAccount',
    goodValue: 'an account',
    call: async (client, options) =>
      (await client.findAccount(accountName, options)) === undefined ? 'no account' : 'an account',
  },
  {
    ...json,
    name: 'accountQrCode',
    looks: true,
    contentType: 'image/png',
    good: png,
    goodValue: 'an image',
    call: async (client, options) =>
      png.equals(await client.accountQrCode(accountName, options)) ? 'an image' : 'another image',
  },
];
