import { jwtVerify } from 'jose';
import { algorithm, clockToleranceSeconds, types } from '../protocol.ts';
import type { DisplayLabel, RequestClaims } from '../protocol.ts';
import { keyUrn } from './account-key.ts';
import type { LinkedAccount } from './linked-account.ts';

/** A request whose signature was verified, with what it says: there is no other source of what a phone shows. */
export interface OpenedRequest {
  /** 24 hex digits. */
  readonly id: string;
  /** The compact JWS that was verified. The decision is signed over these very bytes. */
  readonly jws: string;
  readonly nonce: string;
  readonly application: string;
  readonly accountName: string;
  /** The title of a confirmation; undefined where the caller sent none, as for a login. */
  readonly prompt: string | undefined;
  readonly summary: string;
  readonly details: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
}

/**
 * Verifies a request for this account, by the API's key and origin that were pinned when it was linked, and reads it.
 * @throws where anything is not as it must be: then the request says nothing and can only be refused to the eye.
 */
export async function openRequest(jws: string, account: LinkedAccount): Promise<OpenedRequest> {
  const { payload } = await jwtVerify<RequestClaims>(jws, account.serverKey, {
    algorithms: [algorithm],
    typ: types.request,
    issuer: account.apiOrigin,
    audience: await keyUrn(account.publicKey),
    subject: account.accountId,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['jti', 'iat', 'exp', 'nonce', 'app', 'display'],
  });
  const shown = new Map<DisplayLabel, string>(payload.display);
  return {
    id: payload.jti,
    jws,
    nonce: payload.nonce,
    application: need(shown, 'application'),
    accountName: need(shown, 'account'),
    prompt: shown.get('prompt'),
    summary: need(shown, 'summary'),
    details: need(shown, 'details'),
    askedAt: new Date(need(shown, 'time')),
    expiresAt: new Date(payload.exp * 1000),
  };
}

function need(shown: ReadonlyMap<DisplayLabel, string>, label: DisplayLabel): string {
  const value = shown.get(label);
  if (typeof value !== 'string') {
    throw new Error(`The request has no ${label} to show.`);
  }
  return value;
}
