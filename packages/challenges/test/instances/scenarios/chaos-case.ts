import type { OnEnd } from '../harness/start-program.ts';

/** Something that is broken on purpose, what must be seen then, and what is seen. */
export interface ChaosCase<Seen> {
  readonly title: string;
  readonly expected: Seen;
  readonly run: (onEnd: OnEnd) => Promise<Seen>;
}
