/** A store of which a test can take the connection away. */
export interface FailingStore<Store> {
  readonly store: Store;
  /** From now on every call is rejected; whoever waits for a change is woken, as by any connection that is lost. */
  lose(): void;
  bringBack(): void;
}

export const failingStore = <Store extends object>(inner: Store): FailingStore<Store> => {
  let away = false;
  let wake = (): void => undefined;
  let lost = new Promise<void>((resolve) => (wake = resolve));
  const store = new Proxy(inner, {
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property);
      if (typeof member !== 'function') return member;
      return async (...values: unknown[]): Promise<unknown> => {
        if (property === 'changed') {
          return Promise.race([lost, Reflect.apply(member, target, values)]);
        }
        if (away) throw new Error('connection refused');
        return (await Reflect.apply(member, target, values)) as unknown;
      };
    },
  });
  return {
    store,
    lose: () => {
      away = true;
      wake();
    },
    bringBack: () => {
      away = false;
      lost = new Promise<void>((resolve) => (wake = resolve));
    },
  };
};
