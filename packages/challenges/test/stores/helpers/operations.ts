import fc from 'fast-check';
import type {
  ApprovalClaim,
  ChallengeMove,
  ChallengeStore,
  NewChallenge,
} from '../../../src/index.ts';

/** One call of a challenge store, or some time that passes. */
export type Operation =
  | { readonly type: 'create'; readonly challenge: NewChallenge }
  | { readonly type: 'read'; readonly ref: string; readonly owner: string }
  | { readonly type: 'move'; readonly ref: string; readonly move: ChallengeMove }
  | { readonly type: 'tryCode'; readonly ref: string; readonly code: string }
  | { readonly type: 'renew'; readonly ref: string; readonly holder: string }
  | { readonly type: 'consume'; readonly ref: string; readonly claim: ApprovalClaim }
  | { readonly type: 'pass'; readonly ms: number };

/** All limits and steps of time are multiples of this, and one run takes far less: so the stores' clocks never disagree. */
const step = 10_000;

const owner = 'owner';
const joinKey = fc.constantFrom('join a', 'join b');
const holder = fc.constantFrom('holder', 'holder', 'holder', 'another');
const failure = fc.constantFrom('provider', 'outage', 'shutdown', 'binding');
const part = fc.constantFrom('right', 'right', 'right', 'wrong');
const steps = (max: number) => fc.integer({ min: 1, max }).map((count) => count * step);
const optional = { nil: undefined, freq: 2 };

const newChallenge = (ref: string): fc.Arbitrary<NewChallenge> =>
  fc.record({
    owner: fc.constant(owner),
    ref: fc.constant(ref),
    purpose: fc.constantFrom('login', 'step-up'),
    keyId: fc.constant('key'),
    joinKey,
    account: fc.string(),
    binding: fc.constant('right'),
    details: fc.constant('right'),
    sealed: fc.string({ unit: 'binary' }),
    revealed: fc.boolean(),
    codeHash: fc.option(fc.constant('right'), optional),
    holder: fc.constant('holder'),
    leaseMs: steps(4),
    pendingMs: steps(6),
    approvedMs: steps(3),
  });

const move: fc.Arbitrary<ChallengeMove> = fc.oneof(
  fc.record({ to: fc.constant('accepted'), holder, requestId: fc.string() }),
  fc.record({ to: fc.constantFrom('denied', 'expired'), holder }),
  fc.record({ to: fc.constant('failed'), holder, failure }),
  fc.record({ to: fc.constant('cancelled') }),
  fc.record({ to: fc.constant('void'), failure }),
);

const ref = fc.constantFrom('first', 'second', 'third');

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    type: fc.constant('read'),
    ref,
    owner: fc.constantFrom(owner, owner, 'foreign'),
  }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant('move'), ref, move }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('tryCode'), ref, code: part }) },
  fc.record({ type: fc.constant('renew'), ref, holder }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('consume'),
      ref,
      claim: fc.record({ binding: part, details: part }),
    }),
  },
  fc.record({ type: fc.constant('pass'), ms: steps(2) }),
);

const creation = (name: string): fc.Arbitrary<Operation> =>
  fc.record({ type: fc.constant('create'), challenge: newChallenge(name) });

/** Three challenges, which may join each other, with whatever happens in between. */
export const operations: fc.Arbitrary<readonly Operation[]> = fc
  .tuple(
    creation('first'),
    fc.array(operation, { maxLength: 12 }),
    creation('second'),
    fc.array(operation, { maxLength: 12 }),
    creation('third'),
    fc.array(operation, { maxLength: 12 }),
  )
  .map((parts) => parts.flat());

/** Asks the store for it. */
export const perform = (
  store: ChallengeStore,
  asked: Exclude<Operation, { readonly type: 'pass' }>,
): Promise<unknown> => {
  switch (asked.type) {
    case 'create':
      return store.create(asked.challenge);
    case 'read':
      return store.read({ owner: asked.owner, ref: asked.ref });
    case 'move':
      return store.move({ owner, ref: asked.ref }, asked.move);
    case 'tryCode':
      return store.tryCode({ owner, ref: asked.ref }, asked.code, 2);
    case 'renew':
      return store.renew({ owner, ref: asked.ref }, asked.holder);
    case 'consume':
      return store.consume({ owner, ref: asked.ref }, asked.claim);
  }
};
