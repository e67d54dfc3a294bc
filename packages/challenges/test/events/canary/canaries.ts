/** Values that nobody but the person, the browser and BlokSec may see. */
export const canary = {
  secret: 'canary-application-secret-0451',
  account: 'canary.person@account.example',
  session: 'canary-session-7713',
  payee: 'canary-payee-gmbh',
  query: 'canary-query-5512',
  origin: 'canary-origin.example',
  address: '203.0.113.199',
  agent: 'CanaryBrowser/77.1',
  password: 'canary-password-9921',
} as const;

/** Those, and what is only made on the way: ids, codes, cookies. */
export interface Canaries {
  readonly all: ReadonlySet<string>;
  add(...values: readonly (string | undefined)[]): void;
  /** A text that holds all of them: what drivers and hooks put into their errors, if they are careless. */
  text(): string;
}

export const createCanaries = (): Canaries => {
  const all = new Set<string>(Object.values(canary));
  return {
    all,
    add: (...values) => {
      for (const value of values) if (value !== undefined && value !== '') all.add(value);
    },
    text: () => `failed for ${[...all].join(' ')}`,
  };
};

/** An error as careless as they come: in its message, its stack, its cause and its properties. */
export const carelessError = (canaries: Canaries): Error =>
  Object.assign(new Error(canaries.text(), { cause: new Error(canaries.text()) }), {
    code: canaries.text(),
    command: [...canaries.all],
    request: { headers: { 'x-application-secret': canary.secret } },
  });
