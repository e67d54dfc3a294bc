/** Looks at another process until it is as wanted. Its state has no event that could be awaited. */
export const eventually = async (
  what: string,
  isSo: () => Promise<boolean>,
  withinMs: number = 20_000,
): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`After ${withinMs} ms still not so: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
