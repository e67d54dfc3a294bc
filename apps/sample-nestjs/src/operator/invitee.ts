import { normaliseAccountName } from '@bloksec/challenges';
import { z } from 'zod';
import { textLine } from '../http/text-line.ts';

/** What the invitation form sends. The e-mail address is the account name, spelled as the login will spell it. */
export const Invitee = z
  .object({
    name: textLine(70).min(1, 'Who is it?'),
    email: z
      .string('Please fill this in.')
      .trim()
      .pipe(z.email('An address like user@example.com.')),
  })
  .transform((invitee, context) => {
    const accountName = normaliseAccountName(invitee.email);
    if (accountName !== undefined) return { ...invitee, accountName };
    context.addIssue({
      code: 'custom',
      path: ['email'],
      message: 'This cannot be an account name.',
    });
    return z.NEVER;
  });

export type Invitee = z.output<typeof Invitee>;
