import { z } from 'zod';
import { textLine } from '../http/text-line.ts';

/** ISO 13616: country and check digits go last, letters count from 10, and the whole is 1 modulo 97. */
const isIban = (text: string): boolean => {
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(text)) return false;
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
};

/** What the payee form sends, whoever sent it. */
export const NewPayee = z.object({
  name: textLine(70).min(1, 'Who is it?'),
  iban: z
    .string('Please fill this in.')
    .transform((text) => text.replaceAll(' ', '').toUpperCase())
    .refine(isIban, 'This is no IBAN. One looks like DE89 3704 0044 0532 0130 00.'),
});

export type NewPayee = z.output<typeof NewPayee>;
