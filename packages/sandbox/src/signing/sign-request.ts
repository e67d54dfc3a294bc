import { SignJWT } from 'jose';
import { algorithm, types } from '../protocol.ts';
import type { Display, RequestClaims } from '../protocol.ts';
import type { LinkedAccount } from '../state/accounts.ts';
import type { Application } from '../state/applications.ts';
import type { ServerKey } from './server-key.ts';
import { thumbprintUrn } from './thumbprint-urn.ts';

/** What the caller of `POST /auth` wants the phone to show. */
export interface Question {
  readonly prompt: string | undefined;
  readonly summary: string;
  readonly details: string;
}

/** Signs the request for the account's phone. It shows what arrived by the API, and when; the sandbox adds nothing. */
export function signRequest(
  serverKey: ServerKey,
  apiOrigin: string,
  request: {
    readonly id: string;
    readonly nonce: string;
    readonly application: Application;
    readonly account: LinkedAccount;
    readonly question: Question;
    readonly createdAt: Date;
    readonly expiresAt: Date;
  },
): Promise<string> {
  const { application, account } = request;
  const claims: Pick<RequestClaims, 'nonce' | 'app' | 'display'> = {
    nonce: request.nonce,
    app: { id: application.id, name: application.name },
    display: display(request),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, typ: types.request, kid: serverKey.kid })
    .setIssuer(apiOrigin)
    .setAudience(thumbprintUrn(account.kid))
    .setSubject(account.id)
    .setJti(request.id)
    .setIssuedAt(request.createdAt)
    .setExpirationTime(request.expiresAt)
    .sign(serverKey.privateKey);
}

function display(request: Parameters<typeof signRequest>[2]): Display {
  const { prompt, summary, details } = request.question;
  return [
    ['application', request.application.name],
    ['account', request.account.name],
    ...(prompt === undefined ? [] : [['prompt', prompt] as const]),
    ['summary', summary],
    ['details', details],
    ['time', request.createdAt.toISOString()],
  ];
}
