import { UsageError } from '../output/exit-codes.ts';

/** Decodes a stream as UTF-8, without its byte order mark; refuses what is not UTF-8 rather than guess. */
export async function* decodeUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(
      'The file is not UTF-8. Save it as UTF-8 (in Excel: "CSV UTF-8"), and try again.',
    );
  }
}
