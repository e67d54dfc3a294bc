import { z } from 'zod';
import { textLine } from '../http/text-line.ts';
import { parseCents } from './money.ts';

/** What the transfer form sends, whoever sent it. */
export const TransferOrder = z
  .object({
    payee: textLine(70).min(1, 'Who is to get the money?'),
    amount: z.string('An amount in euros, like 25 or 25.00.').transform((text, context) => {
      const cents = parseCents(text);
      if (cents !== undefined) return cents;
      context.addIssue('An amount in euros, like 25 or 25.00.');
      return z.NEVER;
    }),
    reference: textLine(140).default(''),
  })
  .transform(({ amount, ...order }) => ({ ...order, amountCents: amount }));

export type TransferOrder = z.output<typeof TransferOrder>;
