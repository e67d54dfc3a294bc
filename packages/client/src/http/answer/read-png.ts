import { invalidResponse } from '../../errors/invalid-response.ts';
import { readBody } from './read-body.ts';
import type { BlokSecFetchResponse } from '../bloksec-fetch.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The bytes of an answer that is a PNG image, by its type and by its first bytes (PNG specification, section 5.2). */
export async function readPng(
  route: string,
  response: BlokSecFetchResponse,
): Promise<Uint8Array<ArrayBuffer>> {
  const contentType = response.headers.get('content-type') ?? '';
  if (!/^image\/png\s*(?:;|$)/i.test(contentType.trim())) {
    throw invalidResponse({ route, status: response.status }, 'is not image/png');
  }
  const bytes = await readBody(route, response);
  if (!signature.every((byte, index) => bytes[index] === byte)) {
    throw invalidResponse({ route, status: response.status }, 'is no PNG image');
  }
  return bytes;
}
