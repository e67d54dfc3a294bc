const longestMessage = 300;

/**
 * A fresh error with the name, message and code of the innermost cause, and nothing else of it. HTTP libraries
 * hang the whole request on their errors, and `inspect` prints a cause in full.
 *
 * `secrets` are taken out of the texts: an own fetch may put what it was given into its message, and Node's names a header
 * value that it refuses.
 */
export function safeCause(error: unknown, secrets: readonly (string | undefined)[] = []): Error {
  // As it is, and as it stands in JSON.
  const forms = secrets
    .filter((secret) => secret !== undefined)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const read = (field: 'name' | 'message' | 'code'): string =>
    forms.reduce(
      (text, form) => text.replaceAll(form, '[secret]'),
      textOf(innermost(error), field),
    );
  const cause = new Error(read('message').slice(0, longestMessage));
  const name = word(read('name')) ?? 'Error';
  const code = word(read('code'));
  // Not enumerable, as on any Error: printed in the first line of the stack, and once only.
  Object.defineProperty(cause, 'name', { value: name, configurable: true });
  // The stack of this function tells nobody anything.
  cause.stack = `${name}: ${cause.message}`;
  return code === undefined ? cause : Object.assign(cause, { code });
}

/** The error at the end of a chain of causes: undici's "fetch failed" says nothing, its cause does. */
export function innermost(error: unknown): unknown {
  let current = error;
  for (let depth = 0; depth < 8; depth += 1) {
    if (!(current instanceof Error) || !(current.cause instanceof Error)) break;
    current = current.cause;
  }
  return current;
}

/** A property of an error, where it is text. */
export function textOf(error: unknown, field: string): string {
  if (!(error instanceof Error)) return '';
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
}

function word(text: string): string | undefined {
  return /^\w{1,64}$/.test(text) ? text : undefined;
}
