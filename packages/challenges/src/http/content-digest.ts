import { createHash, timingSafeEqual } from 'node:crypto';
import { parseDictionary } from 'structured-headers';
import type { GateRequest } from '../gate/gate-request.ts';
import { headerValue } from './header-value.ts';

/** The algorithms of RFC 9530 that are not insecure. */
const algorithms = { 'sha-256': 'sha256', 'sha-512': 'sha512' } as const;

/**
 * Whether `Content-Digest` (RFC 9530), where it is sent and the received bytes are there to compare, tells the truth. It
 * finds mistakes on the way; what is bound is always the gate's own digest. Unknown algorithms are passed over, as the RFC
 * wants it; a field that can't be read is wrong.
 */
export const isTrueContentDigest = (request: GateRequest): boolean => {
  const field = headerValue(request.headers, 'content-digest');
  const { rawBody } = request;
  if (field === undefined || rawBody === undefined) return true;
  try {
    const digests = parseDictionary(field);
    return (Object.keys(algorithms) as (keyof typeof algorithms)[]).every((name) => {
      const claimed: unknown = digests.get(name)?.[0];
      if (claimed === undefined) return true;
      const actual = createHash(algorithms[name]).update(rawBody).digest();
      return claimed instanceof ArrayBuffer && timingSafeEqual(new Uint8Array(claimed), actual);
    });
  } catch {
    // Not a dictionary, or a digest of another length.
    return false;
  }
};
