import { make, say } from './dom.ts';
import type { Messages } from './messages.ts';

/** Milliseconds after which a person may well have nothing on the phone. */
const SLOW = 30_000;

/** The time that is left, as a bar and as text, and the hint for those who wait long. */
export interface TimeLeft {
  readonly parts: readonly HTMLElement[];
  /** Runs towards this moment of `performance.now()`; without one it stops. */
  run(until?: number): void;
}

export const makeTimeLeft = (words: Messages): TimeLeft => {
  const bar = make('progress', 'bar');
  const text = make('p', 'time');
  const hint = make('p', 'hint');
  bar.ariaHidden = 'true'; // The text says the same.
  text.role = 'timer';
  hint.ariaLive = 'polite';

  let since = 0;
  let end: number | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const tick = (): void => {
    clearTimeout(timer);
    const now = performance.now();
    const left = end ? Math.max(0, end - now) : 0;
    bar.hidden = !end;
    say(text, end ? words.timeLeft(Math.ceil(left / 1000)) : '');
    say(hint, end && now - since >= SLOW ? words.slow : '');
    if (end) bar.value = left / (end - since);
    if (left) timer = setTimeout(tick, left % 1000 || 1000);
  };

  return {
    parts: [bar, text, hint],
    run(until) {
      if (!end) since = performance.now();
      end = until;
      tick();
    },
  };
};
