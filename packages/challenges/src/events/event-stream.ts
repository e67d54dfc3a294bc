import type { GateEvent } from './gate-event.ts';

/** Hears every event of a gate, at once and in order. What it throws changes nothing, and is told to the logger. */
export type GateEventListener = (event: GateEvent) => void;

/** Tells events to whoever listens. */
export interface EventStream {
  /** Never throws. */
  readonly emit: (event: GateEvent) => void;
  /** Returns what ends it. */
  listen(listener: GateEventListener): () => void;
}

/** A listener that throws must not decide what happens to a login. `onListenerError` must not throw. */
export const createEventStream = (onListenerError: (error: unknown) => void): EventStream => {
  const listeners = new Set<{ readonly hear: GateEventListener }>();
  return {
    emit: (event) => {
      for (const { hear } of listeners) {
        try {
          hear(event);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    listen: (hear) => {
      // Wrapped, so that one function that listens twice is two listeners, each with an end of its own.
      const listener = { hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
