import type { MiddlewareHandler } from 'hono';
import { Refusal } from './refusal.ts';

/** More than any real call needs, in bytes. */
const maxSize = 64 * 1024;

const tooLong = (): Refusal =>
  new Refusal(413, `The body is too long: ${maxSize} bytes are allowed.`);

/**
 * Refuses a body that is too long: by its Content-Length before it is read, otherwise while it is read. Hono's own
 * middleware makes a copy of the request, which fails for one without a body or in chunks unless node-server may
 * replace the process's global Request.
 */
export const limitBody: MiddlewareHandler = async (c, next) => {
  if (Number(c.req.header('content-length') ?? 0) > maxSize) {
    throw tooLong();
  }
  if (c.req.header('transfer-encoding') !== undefined) {
    const { method, headers, signal, url, body } = c.req.raw;
    c.req.raw = new Request(url, {
      method,
      headers,
      signal,
      body: body && (await readWhole(body)),
    });
  }
  await next();
};

async function readWhole(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > maxSize) {
      throw tooLong();
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
