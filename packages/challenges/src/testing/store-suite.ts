/** What a suite uses of a test runner: of Vitest, of `node:test`, or of another like them. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  test(name: string, body: () => Promise<void>): unknown;
}

/** A store for one test. It may share its server with others: every test uses keys of its own. */
export interface OpenedStore<Store> {
  readonly store: Store;
  /**
   * Resolves once so many milliseconds have passed on the store's clock: by moving a clock that is injected, or by waiting. The
   * suites wait at most 3 s in all in a test, unless `longestWaitMs` allows more.
   */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens a store for one test. */
export type OpenStore<Store> = () => Promise<OpenedStore<Store>>;

export interface SuiteOptions {
  /**
   * What needs more of `advance` in one step than so many milliseconds is left out: for a store whose clock can't be moved. By
   * default nothing is.
   */
  readonly longestWaitMs?: number;
}

/** Defines one test on a store of its own. */
export type Check<Store> = (
  name: string,
  body: (opened: Pick<OpenedStore<Store>, 'store' | 'advance'>) => Promise<void>,
) => void;

export const checkWith =
  <Store>({ test }: Pick<TestRunner, 'test'>, open: OpenStore<Store>): Check<Store> =>
  (name, body) => {
    test(name, async () => {
      const opened = await open();
      try {
        await body(opened);
      } finally {
        await opened.close();
      }
    });
  };
