import { type Clock, systemClock } from '../clock.ts';
import { ClockedLimiter } from './clocked-limiter.ts';
import type { CounterStore } from '../stores/counter-store.ts';
import { limiterCounters } from '../stores/limiter-counters.ts';

/** Counters in the memory of one process. */
export const memoryCounterStore = (clock: Clock = systemClock): CounterStore => {
  /** By name and key: who has a place, and until when. */
  const places = new Map<string, Map<string, number>>();
  return {
    ...limiterCounters((quota) => new ClockedLimiter(quota, clock)),

    enter: async ({ name, places: max, seconds }, key, member) => {
      const now = clock.now();
      const place = `${name} ${key}`;
      const members = places.get(place) ?? new Map<string, number>();
      for (const [each, until] of members) if (until <= now) members.delete(each);
      if (!members.has(member) && members.size >= max) return false;
      members.set(member, now + seconds * 1000);
      places.set(place, members);
      return true;
    },

    leave: async ({ name }, key, member) => {
      const place = `${name} ${key}`;
      const members = places.get(place);
      members?.delete(member);
      if (members?.size === 0) places.delete(place);
    },
  };
};
