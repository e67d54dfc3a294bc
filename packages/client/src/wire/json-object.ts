/** A JSON object whose members have not been checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Parses JSON text that is one object. Undefined for anything else, for more than 32 levels, and where an object anywhere
 * in it has two members of the same name: parsers disagree on which one counts (RFC 8259 section 4), and one of two
 * statuses could be a yes.
 */
export function parseJsonObject(text: string): JsonObject | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(value) || !hasSafeShape(text)) return undefined;
  // Without a prototype: what else in the process has been done to Object.prototype is no part of an answer.
  return { __proto__: null, ...value };
}

/** A member that the answer itself has. */
export function ownMember(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether a value is an object as JSON means it: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Real answers have two or three levels. Deeper ones are made to exhaust whoever walks through them. */
const deepest = 32;

/**
 * For text that is valid JSON: there a string before a colon is a name. No part of the pattern can match in two ways.
 * `__proto__` is no name that an honest answer has: where it is copied with care or without, it means different things.
 */
function hasSafeShape(text: string): boolean {
  const open: Set<string>[] = [];
  let previous = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}:]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      // Decoded first: "\u0073tatus" is "status", too.
      const name = String(JSON.parse(previous));
      if (name === '__proto__' || names?.has(name)) return false;
      names?.add(name);
    }
    if (open.length > deepest) return false;
    previous = token;
  }
  return true;
}
