import { invalidResponse } from '../errors/invalid-response.ts';

/** The largest answer that is read, in bytes after decompression. Real ones have a few hundred. */
const largestBody = 1024 * 1024;

/** Reads a body as UTF-8 text, and stops at 1 MiB. */
export async function readBody(response: Response, route: string): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > largestBody) {
      await reader.cancel().catch(() => undefined);
      throw invalidResponse(route, response.status, 'is larger than 1 MiB');
    }
    chunks.push(value);
  }
  try {
    return decodeUtf8(chunks);
  } catch {
    throw invalidResponse(route, response.status, 'is not in UTF-8');
  }
}

function decodeUtf8(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const texts = chunks.map((chunk) => decoder.decode(chunk, { stream: true }));
  return texts.join('') + decoder.decode();
}

/** Frees the connection of an answer that nobody reads. */
export async function discardBody(response: Response): Promise<void> {
  if (!response.bodyUsed) await response.body?.cancel().catch(() => undefined);
}
