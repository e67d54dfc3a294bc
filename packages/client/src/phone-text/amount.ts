import { badArgument } from '../wire/input.ts';

/** An amount of money, exactly as it is approved. */
export interface Amount {
  /**
   * A decimal number as text: `25`, `25.00`, `-0.5`. At most 15 digits before the point, and after it at most as many as
   * the currency has (ISO 4217: two for EUR, none for JPY). No floating-point number: `0.1 + 0.2` is none that anybody
   * approved.
   */
  readonly amount: string;
  /** Three capital letters (ISO 4217): `EUR`. */
  readonly currency: string;
}

/** The text of an amount: `1,234,567.00 EUR`. The same on every machine, whatever its language is. */
export function amountText({ amount, currency }: Partial<Amount>): string {
  const currencyDigits = digitsOf(currency);
  const [, sign = '', whole = '', fraction = ''] =
    /^(-?)(0|[1-9]\d{0,14})(?:\.(\d+))?$/.exec(String(amount)) ?? [];
  if (typeof amount !== 'string' || whole === '' || fraction.length > currencyDigits) {
    throw badArgument(
      'an amount',
      `decimal text such as '25.00', with at most ${currencyDigits} digits after the point in this currency`,
    );
  }
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  const decimals = currencyDigits === 0 ? '' : `.${fraction.padEnd(currencyDigits, '0')}`;
  return `${sign}${grouped}${decimals} ${currency}`;
}

function digitsOf(currency: unknown): number {
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    throw badArgument('a currency', "three capital letters, such as 'EUR'");
  }
  const options = { style: 'currency', currency } as const;
  return new Intl.NumberFormat('en', options).resolvedOptions().maximumFractionDigits ?? 2;
}
