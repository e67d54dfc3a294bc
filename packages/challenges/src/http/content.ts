import canonicalize from 'canonicalize';
import type { GateRequest } from '../gate/gate-request.ts';
import { sha256 } from '../keys/keyring.ts';
import { headerValue } from './header-value.ts';
import { isFormPost, withoutFormFields } from './protocol-fields.ts';

const mediaType = (request: GateRequest): string =>
  (headerValue(request.headers, 'content-type') ?? '').split(';')[0]!.trim().toLowerCase();

/** Whether the client says that there is a body (RFC 9112 section 6.3). */
const hasBody = (request: GateRequest): boolean =>
  headerValue(request.headers, 'transfer-encoding') !== undefined ||
  Number(headerValue(request.headers, 'content-length') ?? 0) > 0;

/** JSON and urlencoded only: other types reach a handler in forms that can't be compared, or cross-site without a preflight. */
export const isAcceptedType = (request: GateRequest): boolean => {
  if (!hasBody(request)) return true;
  const type = mediaType(request);
  return (
    type === 'application/json' ||
    type === 'application/x-www-form-urlencoded' ||
    /^application\/[\w.-]+\+json$/.test(type)
  );
};

const isJsonLike = (value: unknown): boolean => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJsonLike);
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) && Object.values(value).every(isJsonLike)
  );
};

/**
 * The digest of what the handler gets: of the received bytes where the framework kept them, otherwise (and for forms,
 * which may carry fields of ours) of the parsed body in RFC 8785 order. Undefined where neither is there: an empty
 * digest must never stand for a body.
 */
export const contentDigest = (request: GateRequest, maxBytes: number): string | undefined => {
  if (!hasBody(request)) return `raw ${sha256('')}`;
  const isForm = isFormPost(request.headers);
  if (request.rawBody !== undefined && !isForm) {
    return request.rawBody.byteLength <= maxBytes ? `raw ${sha256(request.rawBody)}` : undefined;
  }
  const body = isForm ? withoutFormFields(request.body) : request.body;
  if (body === undefined || !isJsonLike(body)) return undefined;
  const text = canonicalize(body);
  return text === undefined || text.length > maxBytes ? undefined : `parsed ${sha256(text)}`;
};
