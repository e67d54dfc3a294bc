import { UsageError } from '../output/exit-codes.ts';

/** What a row is made of. */
export const fieldNames = [
  'email',
  'accountName',
  'firstName',
  'lastName',
  'mobileNumber',
] as const;

export type FieldName = (typeof fieldNames)[number];

const required: readonly FieldName[] = ['email', 'accountName'];

/** Which column of a CSV file, or member of a JSON object, holds which field. */
export class Columns {
  readonly #mapped: ReadonlyMap<FieldName, string>;

  constructor(mapped: ReadonlyMap<FieldName, string> = new Map()) {
    this.#mapped = mapped;
  }

  /** Two fields may share a column: an account is often named by the e-mail address. */
  of(field: FieldName): string {
    return this.#mapped.get(field) ?? field;
  }

  /**
   * The names among these that hold no field. Without a mapping they are most likely typing errors, and refused; with
   * one the file is somebody else's, and its other columns are left alone.
   */
  unknown(names: readonly string[]): readonly string[] {
    if (this.#mapped.size > 0) return [];
    return names.filter((name) => !fieldNames.some((known) => known === name));
  }

  /** The columns that have to be there, and are not among these names. */
  missing(names: readonly string[]): readonly string[] {
    const wanted = [...required, ...this.#mapped.keys()].map((field) => this.of(field));
    return [...new Set(wanted)].filter((column) => !names.includes(column));
  }

  /** Whether a column holds a field. */
  uses(column: string): boolean {
    return fieldNames.some((field) => this.of(field) === column);
  }

  get expected(): string {
    return (
      `Expected is ${fieldNames.join(',')} (any order; email and accountName are required). ` +
      'Other names: --map, such as --map email="E-Mail address".'
    );
  }
}

/** Reads `field=column` pairs, as `--map` takes them. */
export function parseMapping(pairs: readonly string[]): Columns {
  const mapped = new Map<FieldName, string>();
  for (const pair of pairs) {
    const [name, ...rest] = pair.split('=');
    const field = fieldNames.find((known) => known === name?.trim());
    const column = rest.join('=').trim();
    if (field === undefined || column === '' || mapped.has(field)) {
      throw new UsageError(
        `--map takes FIELD=COLUMN, once for each field; FIELD is one of ${fieldNames.join(', ')}.`,
      );
    }
    mapped.set(field, column);
  }
  return new Columns(mapped);
}
