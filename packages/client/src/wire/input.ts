import { BlokSecError } from '../errors/bloksec-error.ts';

/** An argument that cannot be sent. The value is not repeated: it may be personal. */
export function badArgument(name: string, expected: string): BlokSecError {
  return new BlokSecError(`${name} must be ${expected}.`, {
    code: 'bad-request',
    delivered: 'no',
  });
}

/**
 * A name: one line of text, the same on both sides of the wire. Controls and edge white space are refused, not repaired: a
 * repaired name is another name.
 */
export function checkName(name: string, value: unknown, longest: number): string {
  if (
    typeof value !== 'string' ||
    value.length > longest ||
    value !== value.trim() ||
    !value.isWellFormed() ||
    !/^[^\p{Cc}\u2028\u2029]+$/u.test(value)
  ) {
    throw badArgument(
      name,
      `1 to ${longest} characters of text, without line breaks or control characters, and without spaces around it`,
    );
  }
  return value;
}

export function checkEmail(name: string, value: unknown): string {
  const email = checkName(name, value, 254);
  // Whether an address exists only a mail can tell; this catches swapped columns and typing errors.
  if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(email)) throw badArgument(name, 'an e-mail address');
  return email;
}

export function checkMobileNumber(name: string, value: unknown): string {
  if (typeof value !== 'string' || !/^\+[1-9]\d{6,14}$/.test(value)) {
    throw badArgument(name, 'a number in E.164 form, such as +14165550123');
  }
  return value;
}

/** Ids go into a path: nothing that could be read as more than one segment. */
export function isRegistrationId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/.test(value);
}
