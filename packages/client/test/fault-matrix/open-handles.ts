import { AsyncLocalStorage, createHook } from 'node:async_hooks';

type Opened = Map<number, { readonly type: string; readonly resource: object }>;

/**
 * Watches which timers and sockets are opened in a piece of code and all that it sets off, also while other pieces run.
 * Timers that do not keep a process alive are left out: undici ticks with one of its own.
 */
export class HandleWatch {
  readonly #scope = new AsyncLocalStorage<Opened>();
  readonly #owners = new Map<number, Opened>();
  readonly #hook = createHook({
    init: (id, type, _trigger, resource) => {
      if (type !== 'Timeout' && type !== 'TCPWRAP') return;
      const opened = this.#scope.getStore();
      if (opened === undefined) return;
      opened.set(id, { type, resource });
      this.#owners.set(id, opened);
    },
    destroy: (id) => {
      this.#owners.get(id)?.delete(id);
      this.#owners.delete(id);
    },
  });

  start(): void {
    this.#hook.enable();
  }

  stop(): void {
    this.#hook.disable();
  }

  /** Runs a piece of code; the function that comes with its result tells what is still open. */
  async run<Result>(
    code: () => Promise<Result>,
  ): Promise<{ result: Result; stillOpen: () => string[] }> {
    const opened: Opened = new Map();
    const result = await this.#scope.run(opened, code);
    const stillOpen = (): string[] =>
      Array.from(opened.values())
        .filter(({ resource }) => !isUnref(resource))
        .map(({ type }) => type);
    return { result, stillOpen };
  }
}

function isUnref(resource: object): boolean {
  return 'hasRef' in resource && typeof resource.hasRef === 'function' && !resource.hasRef();
}
