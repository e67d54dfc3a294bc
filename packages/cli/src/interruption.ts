/** A signal that Ctrl-C (SIGINT) or SIGTERM aborts, once. The second Ctrl-C ends the program at once, as usual. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => controller.abort());
  }
  return controller.signal;
}
