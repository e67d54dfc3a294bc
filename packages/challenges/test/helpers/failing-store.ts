/** The same store, which rejects every call while it is told to be away. */
export const failingStore = <Store extends object>(
  store: Store,
): { readonly store: Store; away: boolean } => {
  const state = {
    away: false,
    store: new Proxy(store, {
      get: (target, property) => {
        const member: unknown = Reflect.get(target, property);
        if (typeof member !== 'function') return member;
        return async (...values: unknown[]): Promise<unknown> => {
          if (state.away && property !== 'changed') throw new Error('connection refused');
          return (await Reflect.apply(member, target, values)) as unknown;
        };
      },
    }),
  };
  return state;
};
