import { base64url } from 'jose';

/** base64url of the SHA-256 of the text's UTF-8. */
export async function hash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return base64url.encode(new Uint8Array(digest));
}
