import type { Clock } from '../../clock.ts';

/** Whether something of this name may be told: at most once a second, for what would else be told at each request. */
export const onceASecond = (clock: Clock): ((name: string) => boolean) => {
  const quietUntil = new Map<string, number>();
  return (name) => {
    const now = clock.now();
    if (now < (quietUntil.get(name) ?? 0)) return false;
    quietUntil.set(name, now + 1000);
    return true;
  };
};
