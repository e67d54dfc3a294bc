import { BlokSecError } from '@bloksec/client';
import { describe, expect, test } from 'vitest';
import type { GateOutcome } from '../src/index.ts';
import { answerOf, async, idOf, problemOf, repeat, type TestBrowser } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest } from './helpers/gate-under-test.ts';
import type { Ring } from './helpers/scripted-phone.ts';

type Script = (browser: TestBrowser, id: string) => Promise<GateOutcome[]>;

const wrongCode = { code: 'no digits' };

/** What an attacker's browser may try once the owner of the account has, or has not, refused. */
const scripts: readonly (readonly [string, Script])[] = [
  [
    'starts again',
    async (browser) => [await browser.login('alice', async), await browser.login('alice', async)],
  ],
  [
    'cancels, repeats, and starts again',
    async (browser, id) => [
      await browser.login('alice', repeat(id, { cancel: true })),
      await browser.login('alice', repeat(id)),
      await browser.login('alice', async),
    ],
  ],
  [
    'names another account, repeats, and starts again',
    async (browser, id) => [
      await browser.login('bob', repeat(id)),
      await browser.login('alice', repeat(id)),
      await browser.login('alice', async),
    ],
  ],
  [
    'guesses codes until none is left, and starts again',
    async (browser, id) => [
      await browser.login('alice', repeat(id, wrongCode)),
      await browser.login('alice', repeat(id, wrongCode)),
      await browser.login('alice', repeat(id, wrongCode)),
      await browser.login('alice', repeat(id, wrongCode)),
      await browser.login('alice', repeat(id)),
      await browser.login('alice', async),
    ],
  ],
];

const unknownAccount = new BlokSecError('no such account', {
  code: 'account-not-found',
  delivered: 'yes',
});
const refusals: readonly (readonly [string, (ring: Ring) => void])[] = [
  ['denies', (ring) => ring.deny()],
  ['is told by BlokSec that it expired', (ring) => ring.expire()],
  ['does not exist', (ring) => ring.fail(unknownAccount)],
];

const traceOf = async (script: Script, decide?: (ring: Ring) => void): Promise<unknown[]> => {
  const { phone, browser: open } = gateUnderTest();
  const browser = open();
  const id = idOf(await browser.login('alice', async));
  decide?.(await phone.ring());
  await settled();
  return (await script(browser, id)).map((outcome) => {
    const { status, headers, problem } = answerOf(outcome);
    const { challenge, ...rest } = problem;
    const sameId = challenge && challenge.id === id;
    return [status, Object.keys(headers), problemOf(outcome), rest, { ...challenge, id: sameId }];
  });
};

describe.each(scripts)('T24: a browser that is not known and that %s', (_what, script) => {
  test.each(refusals)('sees the same as of silence where the account %s', async (_how, decide) => {
    expect(await traceOf(script, decide)).toEqual(await traceOf(script));
  });
});

test('T16: an acceptance that comes after a refusal approves nothing', async () => {
  const { phone, browser: open } = gateUnderTest();
  const browser = open();
  const id = idOf(await browser.login('alice', async));
  const ring = await phone.ring();
  ring.deny();
  ring.approve();
  await settled();
  const outcome = await browser.login('alice', repeat(id, { code: ring.code }));
  expect(problemOf(outcome)).toBe('approval-pending');
});
