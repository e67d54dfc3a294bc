import type { Account } from '../account.ts';
import { isBlokSecError } from '../errors/bloksec-error.ts';
import { call } from '../http/call.ts';
import { readJson } from '../http/answer/read-answer.ts';
import { readPng } from '../http/answer/read-png.ts';
import type { CallOptions } from '../registration.ts';
import type { Settings } from '../resolve-options.ts';
import { parseAccount } from '../wire/account-wire.ts';
import { badArgument, checkName } from '../wire/input.ts';

/** Looks up an account. The vendor's clients do it with PATCH and the write token; the two headers are assumed. */
export async function lookUpAccount(
  settings: Settings,
  name: string,
  options: CallOptions,
): Promise<Account | undefined> {
  const { applicationId, writeToken } = settings;
  const accountName = checkAccountName(name);
  const route = 'PATCH /account/{applicationId}/{accountName}';
  const older = settings.dialect === 'older';
  try {
    return await call(settings, {
      method: 'PATCH',
      route,
      path: ['account', applicationId, accountName],
      body: older ? { auth_token: writeToken } : {},
      credentials: !older,
      timeoutMs: settings.timeoutMs,
      signal: options.signal,
      notFound: 'account-not-found',
      accept: 'application/json',
      read: async (response) => parseAccount(await readJson(route, response), accountName),
    });
  } catch (error) {
    if (isBlokSecError(error) && error.code === 'account-not-found') return undefined;
    throw error;
  }
}

/** Fetches the QR code that links an account with a phone. */
export async function fetchQrCode(
  settings: Settings,
  name: string,
  options: CallOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const accountName = checkAccountName(name);
  const route = 'GET /account/qr';
  return call(settings, {
    method: 'GET',
    route,
    baseUrl: settings.issuerOrigin,
    path: ['account', 'qr'],
    query: {
      appId: settings.applicationId,
      accountName,
      address: hostAndPort(settings.issuerOrigin),
    },
    credentials: false,
    timeoutMs: settings.timeoutMs,
    signal: options.signal,
    notFound: 'account-not-found',
    accept: 'image/png',
    read: (response) => readPng(route, response),
  });
}

/** A URL parser takes "." and ".." for a way to another path, in every spelling. */
function checkAccountName(name: unknown): string {
  const accountName = checkName('accountName', name, 256);
  if (/^\.\.?$/.test(accountName)) throw badArgument('accountName', 'more than dots');
  return accountName;
}

function hostAndPort(origin: string): string {
  const { hostname, port, protocol } = new URL(origin);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
