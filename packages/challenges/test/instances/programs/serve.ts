/** What one process may call of another. Arguments and results are JSON. */
export type Functions = Readonly<Record<string, (...args: never[]) => unknown>>;

/** From the process that calls. */
export interface CallMessage {
  readonly id: number;
  readonly name: string;
  readonly args: readonly never[];
}

/** From the process that serves: that it is ready, or how a call ended. */
export type ServeMessage =
  | { readonly ready: number }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

// Whoever started it is gone: nothing may stay behind.
process.on('disconnect', () => process.exit());

/** Lets the parent process call `functions`, and tells it the port on which this process listens. */
export const serve = (port: number, functions: Functions): void => {
  const tell = (message: ServeMessage): void => {
    process.send?.(message);
  };
  process.on('message', ({ id, name, args }: CallMessage) => {
    Promise.resolve()
      .then(() => functions[name]?.(...args))
      .then(
        (value) => tell({ id, value }),
        (error: unknown) => tell({ id, error: String(error) }),
      );
  });
  tell({ ready: port });
};

/** The options that the parent process gave. */
export const givenOptions = <Options>(): Options => JSON.parse(process.argv[2] ?? '{}') as Options;
