import { invalidResponse } from '../../errors/invalid-response.ts';
import type { BlokSecFetchResponse } from '../bloksec-fetch.ts';

/** The largest answer that is read, in bytes after decompression. Real ones have a few hundred, a QR code some thousand. */
const largestBody = 1024 * 1024;

/** Reads a body, and stops at 1 MiB. */
export async function readBody(
  route: string,
  response: BlokSecFetchResponse,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done || value === undefined) break;
    size += value.byteLength;
    if (size > largestBody) {
      await reader.cancel().catch(() => undefined);
      throw invalidResponse({ route, status: response.status }, 'is larger than 1 MiB');
    }
    chunks.push(value);
  }
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** Frees the connection of an answer that nobody reads. */
export async function discardBody(response: BlokSecFetchResponse): Promise<void> {
  if (!response.bodyUsed) await response.body?.cancel().catch(() => undefined);
}
