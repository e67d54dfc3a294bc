const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Aborts when this command is to end: Ctrl-C, SIGTERM, a closed terminal, or an npm that was killed
 * (npm's shell passes no signal on then, so the parent is watched).
 *
 * @returns {AbortSignal}
 */
export const stopSignal = () => {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of signals) process.on(signal, stop);

  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 250).unref();

  // A terminal that is gone must not turn the next line said into a crash that leaves children behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', stop);
  return controller.signal;
};
