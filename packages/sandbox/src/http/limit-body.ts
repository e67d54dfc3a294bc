import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from './refusal.ts';

/** More than any real call needs, in bytes. */
const maxSize = 64 * 1024;

export const limitBody: MiddlewareHandler = bodyLimit({
  maxSize,
  onError: () => new Refusal(413, `The body is too long: ${maxSize} bytes are allowed.`).response(),
});
