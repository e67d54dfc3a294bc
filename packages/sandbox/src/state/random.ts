import { createHash, randomBytes } from 'node:crypto';

/** 24 hex digits, as the ids in BlokSec's documentation look. */
export function randomId(): string {
  return randomBytes(12).toString('hex');
}

/** 256 random bits in base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** base64url of the SHA-256 of the text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
