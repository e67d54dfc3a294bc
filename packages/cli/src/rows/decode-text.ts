import { UsageError } from '../output/exit-codes.ts';

const saveAs = 'Save it as UTF-8 (in Excel: "CSV UTF-8"), and try again.';

/**
 * Decodes a stream: UTF-16 where a byte order mark says so, otherwise UTF-8. The mark is left out. What is neither is
 * refused, not guessed: a guess turns names into other names.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      yield withoutNul(decoder.decode(chunk, { stream: true }));
    }
    yield decoder?.decode() ?? '';
  } catch (error) {
    // What a TextDecoder throws at bytes that are none of its encoding.
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`The file is not ${decoder?.encoding.toUpperCase()}. ${saveAs}`);
  }
}

/** By the first bytes of the file: they are never split, since files are read in large pieces. */
function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Latin text in UTF-16 is valid UTF-8 with a NUL beside each letter. */
function withoutNul(text: string): string {
  if (!text.includes('\0')) return text;
  throw new UsageError(
    `The file has NUL characters: it looks like UTF-16 without a byte order mark, or no text at all. ${saveAs}`,
  );
}
