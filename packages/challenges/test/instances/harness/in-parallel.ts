/** Does something so many times, never more than some at a time. */
export const inParallel = async (
  count: number,
  atATime: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, atATime) }, worker));
};
