import { parseDictionary, parseItem } from 'structured-headers';
import type { RequestHeaders } from '../gate/gate-request.ts';
import { headerValue } from './header-value.ts';

/** What `Prefer` (RFC 7240) asks for. */
export interface Preference {
  /** Answer now instead of blocking (section 4.1). */
  readonly respondAsync: boolean;
  /** Seconds to wait for a change first (section 4.3). */
  readonly waitSeconds: number;
}

/** What `BlokSec-Challenge`, a Structured Field (RFC 9651) item, presents. */
export interface PresentedChallenge {
  readonly id: string;
  readonly code: string | undefined;
  readonly cancel: boolean;
}

/** An unreadable `Prefer` is no preference (RFC 7240 section 2). */
export const readPreference = (headers: RequestHeaders): Preference => {
  try {
    const prefer = parseDictionary((headerValue(headers, 'prefer') ?? '').toLowerCase());
    const wait = prefer.get('wait')?.[0];
    return {
      respondAsync: prefer.has('respond-async'),
      waitSeconds: typeof wait === 'number' && wait > 0 ? wait : 0,
    };
  } catch {
    return { respondAsync: false, waitSeconds: 0 };
  }
};

/** Whether neither of the protocol's request fields is there: a form without script, or a caller that blocks. */
export const isPlainRequest = (headers: RequestHeaders): boolean =>
  !readPreference(headers).respondAsync && headers['bloksec-challenge'] === undefined;

const formField = (body: unknown, name: string): string | undefined => {
  const value =
    typeof body === 'object' && body !== null && Object.hasOwn(body, name)
      ? (body as Record<string, unknown>)[name]
      : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The fields by which a form without script presents what others send in `BlokSec-Challenge`. */
export const FORM_FIELDS = { id: 'bloksec-challenge', code: 'bloksec-code' } as const;

export const isFormPost = (headers: RequestHeaders): boolean =>
  (headerValue(headers, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded');

/** The body as the application knows it: what a form without script adds for us is not part of what is approved. */
export const withoutFormFields = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => name !== FORM_FIELDS.id && name !== FORM_FIELDS.code),
  );
};

/** The challenge that a request belongs to: undefined where there is none, `malformed` where it can't be read. */
export const readPresentedChallenge = (
  headers: RequestHeaders,
  body: unknown,
): PresentedChallenge | 'malformed' | undefined => {
  const field = headerValue(headers, 'bloksec-challenge');
  if (field === undefined) {
    const id = isFormPost(headers) ? formField(body, FORM_FIELDS.id) : undefined;
    if (id === undefined) return undefined;
    return { id, code: formField(body, FORM_FIELDS.code)?.replaceAll(/\s/g, ''), cancel: false };
  }
  try {
    const [id, parameters] = parseItem(field);
    const code = parameters.get('code');
    const cancel = parameters.get('cancel') ?? false;
    if (typeof id !== 'string' || typeof cancel !== 'boolean') return 'malformed';
    if (code !== undefined && typeof code !== 'string') return 'malformed';
    return { id, code, cancel };
  } catch {
    return 'malformed';
  }
};
