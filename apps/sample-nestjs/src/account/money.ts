const AMOUNT = /^(\d{1,9})(?:[.,](\d{2}))?$/;
const thousands = new Intl.NumberFormat('en');

/** Reads `25`, `25.00` or `25,00` as whole cents. Undefined for anything else, also for zero. */
export const parseCents = (text: string): number | undefined => {
  const match = AMOUNT.exec(text.trim());
  if (match === null) return undefined;
  const [, euros, cents = '00'] = match;
  return Number(`${euros}${cents}`) || undefined;
};

/** `100000` is `1,000.00`. */
export const formatCents = (cents: number): string =>
  `${thousands.format(Math.trunc(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;
