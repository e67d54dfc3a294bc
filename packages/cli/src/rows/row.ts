import type { RegisterRequest } from '@bloksec/client';

/** The names that a row may use: columns of a CSV file, members of a JSON object. */
export const fieldNames = [
  'email',
  'accountName',
  'firstName',
  'lastName',
  'mobileNumber',
] as const;

/** One row of a file: what to send, or why it cannot be read. `line` counts from 1. */
export type Row =
  | { readonly line: number; readonly request: RegisterRequest }
  | { readonly line: number; readonly problem: string };

/** A row of named cells. Empty optional cells count as not given; the client checks what is. */
export function rowOf(line: number, cells: ReadonlyMap<string, string>): Row {
  const cell = (name: (typeof fieldNames)[number]): string => cells.get(name) ?? '';
  return {
    line,
    request: {
      user: {
        email: cell('email'),
        firstName: cell('firstName') || undefined,
        lastName: cell('lastName') || undefined,
        mobileNumber: cell('mobileNumber') || undefined,
      },
      account: { name: cell('accountName') },
    },
  };
}

/** Names that are not known: most likely a typing error, so they are refused rather than ignored. */
export function unknownNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => !fieldNames.some((known) => known === name));
}
