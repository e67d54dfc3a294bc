import { UnprocessableEntityException } from '@nestjs/common';
import { z } from 'zod';

/** 422: what was sent cannot be used as it is. One sentence for each field. */
export class InvalidFormException extends UnprocessableEntityException {
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    super({ statusCode: 422, message: 'Please look at these fields again.', fields });
    this.fields = fields;
  }
}

/** The input as the schema reads it. @throws InvalidFormException */
export const readForm = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> => {
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  throw new InvalidFormException(
    Object.fromEntries(result.error.issues.map((issue) => [issue.path.join('.'), issue.message])),
  );
};
