// oxlint-disable-next-line no-control-regex -- refusing them is the point
const unusable = /^\s|\s$|[\u0000-\u001f\u007f-\u009f]/;

/**
 * The one form of an account name that is looked up, counted and sent: Unicode NFC, lower case. Register accounts
 * under this form. Returns undefined for what is no usable name: not a string, empty, over 256 characters, with
 * control characters, or with white space at its ends (refused and not trimmed, so that no two systems can
 * understand it differently).
 */
export const normaliseAccountName = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const name = value.normalize('NFC').toLowerCase();
  return name.length === 0 || name.length > 256 || unusable.test(name) ? undefined : name;
};
