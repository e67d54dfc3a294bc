/** A store could not be reached, or answered with an error: nothing is known, so nothing goes through. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** The same store, but every rejection is a `StoreError`, and told. */
export const guardedStore = <Store extends object>(
  store: Store,
  told: (error: unknown) => void,
): Store =>
  new Proxy(store, {
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property);
      if (typeof member !== 'function') return member;
      return async (...values: unknown[]): Promise<unknown> => {
        try {
          return (await Reflect.apply(member, target, values)) as unknown;
        } catch (error) {
          told(error);
          throw new StoreError('BlokSec: a store could not be reached.');
        }
      };
    },
  });
