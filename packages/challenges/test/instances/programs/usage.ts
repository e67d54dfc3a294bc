/** Memory in use once what is not needed has been collected, in bytes. */
export interface Memory {
  readonly heap: number;
  readonly rss: number;
}

/** Needs `--expose-gc`. */
export const memory = async (): Promise<Memory> => {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed: heap, rss } = process.memoryUsage();
  return { heap, rss };
};

/** Processor time used so far, in microseconds, by all threads of this process. */
export const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
