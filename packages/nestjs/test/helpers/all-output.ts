import { inspect } from 'node:util';
import { vi } from 'vitest';

/** Everything that a process says: what is written to standard output and error, and what is added by hand. */
export interface AllOutput {
  /** Adds a value as a logger might print it. */
  add(value: unknown): void;
  text(): string;
}

/** Listens to the console and to both streams until the next test. */
export const listenToAllOutput = (): AllOutput => {
  const heard: string[] = [];
  const add = (value: unknown): void => {
    const parts = [inspect(value, { depth: 10, showHidden: true, maxStringLength: null })];
    if (value instanceof Error) parts.push(String(value), JSON.stringify(value), value.stack ?? '');
    heard.push(...parts);
  };
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => values.forEach(add));
  }
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => heard.push(String(chunk)) > 0);
  }
  return { add, text: () => heard.join('\n') };
};
