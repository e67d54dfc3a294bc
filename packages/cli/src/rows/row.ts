import type { RegisterRequest } from '@bloksec/client';
import type { FieldName } from './columns.ts';

/** One row of a file: what to send, or why it cannot be read. `line` is where it begins; the first line is 1. */
export type Row =
  | { readonly line: number; readonly request: RegisterRequest }
  | { readonly line: number; readonly problem: string };

/** A row by its fields. Empty optional fields count as not given; the client checks what is. */
export function rowOf(line: number, field: (name: FieldName) => string): Row {
  return {
    line,
    request: {
      user: {
        email: field('email'),
        firstName: field('firstName') || undefined,
        lastName: field('lastName') || undefined,
        mobileNumber: field('mobileNumber') || undefined,
      },
      account: { name: field('accountName') },
    },
  };
}
