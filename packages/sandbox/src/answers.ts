/** What the page hosts answer with, as JSON; dates are ISO 8601. Types only, shared by the server and its pages. */
import type { JWK } from 'jose';
import type { DecisionClaims } from './protocol.ts';

/** The state of a registration. */
export type RegistrationStatus = 'pending' | 'accepted' | 'rejected' | 'expired';

/** `GET /api/registrations/:token` on the phone's host. */
export interface InvitationAnswer {
  readonly application: { readonly name: string };
  readonly accountName: string;
  readonly email: string;
  readonly status: RegistrationStatus;
  readonly expiresAt: string;
  readonly nonce: string;
  /** The API's public key, which the phone pins. */
  readonly serverKey: JWK;
  readonly apiOrigin: string;
}

/** `POST /api/registrations/:token/accept` on the phone's host. */
export interface LinkedAnswer {
  readonly accountId: string;
  readonly accountName: string;
  readonly application: { readonly id: string; readonly name: string };
  readonly serverKey: JWK;
  readonly apiOrigin: string;
}

/** `GET /api/requests` on the phone's host. */
export interface WaitingAnswer {
  readonly requests: ReadonlyArray<{
    readonly id: string;
    readonly jws: string;
    readonly expiresAt: string;
  }>;
}

/** `GET /api/mails` on the inbox's host, the oldest first. */
export interface MailsAnswer {
  readonly mails: readonly MailAnswer[];
}

/** A mail; its HTML is at `/mails/:id`. */
export interface MailAnswer {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly sentAt: string;
  readonly text: string;
  readonly link: string;
}

/** `GET /api/overview` on the console's host, the newest first. */
export interface OverviewAnswer {
  readonly applications: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly createdAt: string;
    readonly secretCreatedAt: string;
  }>;
  readonly accounts: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly applicationId: string;
    readonly user: {
      readonly email: string;
      readonly firstName: string | null;
      readonly lastName: string | null;
      readonly mobileNumber: string | null;
    };
    readonly createdAt: string;
    /** Since when a phone is linked; null where none is. */
    readonly linkedAt: string | null;
    /** The RFC 7638 thumbprint of the phone's key; null where none is linked. */
    readonly key: string | null;
  }>;
  readonly registrations: ReadonlyArray<{
    readonly id: string;
    readonly applicationId: string;
    readonly accountName: string;
    readonly email: string;
    readonly status: RegistrationStatus;
    readonly createdAt: string;
    readonly expiresAt: string;
  }>;
}

/** `GET /api/requests` on the console's host: the calls that began or changed after `after`, in the order of their changes. */
export interface CallsAnswer {
  readonly requests: readonly CallAnswer[];
}

/** One call of the API, as the console shows it. */
export interface CallAnswer {
  readonly id: string;
  /** Grows with every change of any call: the next `after` is the highest one seen. A call comes again when it is answered. */
  readonly seq: number;
  readonly method: string;
  readonly path: string;
  /** Lower-case names; the secret is redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON that was sent, or the text where it was not JSON; null for none. */
  readonly body: unknown;
  readonly startedAt: string;
  /** Null while it waits, and where the connection ended without an answer. */
  readonly status: number | null;
  /** The answer's JSON, or its text; null where there was none. */
  readonly answer: unknown;
  /** In milliseconds; null while it waits. */
  readonly durationMs: number | null;
  readonly outcome: 'waiting' | 'answered' | 'disconnected' | 'cut';
  /** The claims of the phone's verified decision; null where there is none. */
  readonly decision: DecisionClaims | null;
}

/** `POST /api/applications` and `POST /api/applications/:id/secret` on the console's host. The secret is shown only here. */
export interface ApplicationSecretAnswer {
  readonly id: string;
  readonly secret: string;
}
