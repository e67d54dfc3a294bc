/** An address below a base address without a trailing slash. Whatever a segment or a value is made of, it stays one. */
export function urlOf(
  base: string,
  path: readonly string[],
  query: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams(query).toString();
  return `${base}/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
}
