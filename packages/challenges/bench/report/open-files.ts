import { readFileSync } from 'node:fs';

/** How many files, sockets among them, a process may have open here. */
export const openFiles = (): number => {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  return Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? 1_024);
};
