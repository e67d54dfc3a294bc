import { createGate } from './gate/create-gate.ts';
import type { Gate } from './gate/gate.ts';

const key = Symbol.for('@bloksec/challenges.default-gate');

/**
 * The one gate that strategy, guard and middleware of this process share unless they are given another. Made from the
 * environment on first use, and kept on `globalThis`, so that two copies of this package still share it.
 *
 * @throws an error that names every environment variable that is missing or wrong.
 */
export const defaultGate = (): Gate => {
  const shared = globalThis as { [key]?: Gate | undefined };
  shared[key] ??= closable(createGate(), () => (shared[key] = undefined));
  return shared[key];
};

/** Once closed it makes room: the next application in this process gets a new one. */
const closable = (gate: Gate, closed: () => void): Gate => ({
  ...gate,
  close: async () => {
    closed();
    await gate.close();
  },
});
