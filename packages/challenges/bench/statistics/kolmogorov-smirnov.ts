/** How a two-sample Kolmogorov–Smirnov test came out. */
export interface KolmogorovSmirnov {
  /** The largest distance between the two empirical distribution functions. */
  readonly d: number;
  /** The chance of a distance as large as this, or larger, where both samples come from one distribution. Asymptotic. */
  readonly p: number;
}

const share = (sorted: readonly number[], value: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
};

/** Compares two samples. The p-value is good for samples of more than a few dozen (Numerical Recipes, 3rd ed., section 14.3.3). */
export const kolmogorovSmirnov = (
  first: readonly number[],
  second: readonly number[],
): KolmogorovSmirnov => {
  const a = first.toSorted((x, y) => x - y);
  const b = second.toSorted((x, y) => x - y);
  const d = Math.max(...[...a, ...b].map((value) => Math.abs(share(a, value) - share(b, value))));
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  return { d, p: kolmogorovTail((root + 0.12 + 0.11 / root) * d) };
};

/** The complement of Kolmogorov's distribution. */
const kolmogorovTail = (lambda: number): number => {
  // Below this it is 1 to six digits, and the series converges too slowly.
  if (lambda < 0.3) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) {
    sum += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * lambda * lambda);
  }
  return Math.min(1, Math.max(0, sum));
};
