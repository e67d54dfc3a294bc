const longestMessage = 300;

/**
 * A fresh error with the name, message and code of the innermost cause, and nothing else of it. HTTP libraries
 * hang the whole request on their errors, and `inspect` prints a cause in full.
 */
export function safeCause(error: unknown): Error {
  const { name, message, code } = facts(innermost(error));
  const cause = new Error(message);
  // Not enumerable, as on any Error: printed in the first line of the stack, and once only.
  Object.defineProperty(cause, 'name', { value: name, configurable: true });
  // The stack of this function tells nobody anything.
  cause.stack = `${name}: ${message}`;
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

function facts(error: unknown): { name: string; message: string; code: string | undefined } {
  if (!(error instanceof Error)) return { name: 'Error', message: 'not an error', code: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    name: word(error.name) ?? 'Error',
    message: error.message.slice(0, longestMessage),
    code: code === undefined ? undefined : word(code),
  };
}

function word(text: string): string | undefined {
  return /^\w{1,64}$/.test(text) ? text : undefined;
}
