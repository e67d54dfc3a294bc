/** The value below which a share of the samples lies; between two of them it is interpolated. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position % 1);
};

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** The columns of a figure that was measured in several rounds: the median, and the least and the most of them. */
export const spread = (rounds: readonly number[], digits: number = 1): readonly string[] =>
  [median(rounds), Math.min(...rounds), Math.max(...rounds)].map((value) => value.toFixed(digits));

/** How many times the second the first is: the median over rounds, each compared with itself, since a machine's pace changes. */
export const ratio = (first: readonly number[], second: readonly number[]): number =>
  median(first.map((value, round) => value / (second[round] ?? Number.NaN)));
