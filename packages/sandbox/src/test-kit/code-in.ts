/** The code that stands in the one line `Code: 123456`; undefined where there is none, or more than one. */
export function codeIn(details: string): string | undefined {
  const codes = [...details.matchAll(/^Code: (\d{4,10})$/gmu)];
  return codes.length === 1 ? codes[0]?.[1] : undefined;
}
