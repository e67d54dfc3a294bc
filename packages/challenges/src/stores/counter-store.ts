/** So many in so long. */
export interface Quota {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/** How a quota stands after one more was asked for. */
export interface Taken {
  /** Whether there was one left. */
  readonly allowed: boolean;
  /** How many were asked for in this window, this one included. */
  readonly count: number;
  /** Milliseconds until the window ends. */
  readonly resetMs: number;
}

/** So many at a time. */
export interface Places {
  readonly name: string;
  readonly places: number;
  /** A place that is not given back is free again after so long. */
  readonly seconds: number;
}

/**
 * Counts. Keys are HMACs. Every method is one atomic step, so that of a hundred who ask at once no more get something than
 * there is; time is the store's own.
 */
export interface CounterStore {
  /** Takes one. The window begins with the first that is taken. */
  take(quota: Quota, key: string): Promise<Taken>;
  /** Forgets what was taken. */
  reset(quota: Quota, key: string): Promise<void>;
  /** Begins a pause of `seconds`, in place of one that runs. */
  pause(name: string, key: string, seconds: number): Promise<void>;
  /** Milliseconds that a pause still lasts; 0 without one. */
  pausedMs(name: string, key: string): Promise<number>;
  /** Ends a pause. */
  resume(name: string, key: string): Promise<void>;
  /** Takes a place for `member`, who keeps it if it has one. False where all are taken. */
  enter(places: Places, key: string, member: string): Promise<boolean>;
  /** Gives the place back. */
  leave(places: Places, key: string, member: string): Promise<void>;
}
