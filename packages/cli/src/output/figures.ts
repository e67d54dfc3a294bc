/** 1234567 as 1,234,567. */
export function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** Seconds as people say them: 42 s, 3 min 5 s, 2 h 10 min. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${number(Math.floor(whole / 3600))} h ${Math.floor((whole % 3600) / 60)} min`;
}

const barWidth = 24;

/** A bar of fixed width. */
export function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  return '━'.repeat(full) + '─'.repeat(barWidth - full);
}

/** Over how long a rate is taken, in milliseconds: long enough to be calm, short enough to follow. */
const meterMs = 15_000;

/** The rate of something that is counted, over the last 15 s. */
export class RateMeter {
  #samples: { readonly at: number; readonly count: number }[] = [
    { at: performance.now(), count: 0 },
  ];

  /** Per second. */
  rate(count: number): number {
    const at = performance.now();
    while (this.#samples.length > 1 && (this.#samples[1]?.at ?? at) < at - meterMs) {
      this.#samples.shift();
    }
    const oldest = this.#samples[0] ?? { at, count };
    this.#samples.push({ at, count });
    const ms = at - oldest.at;
    return ms <= 0 ? 0 : ((count - oldest.count) / ms) * 1000;
  }
}
