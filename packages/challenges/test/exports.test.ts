import { expect, test } from 'vitest';
import * as challenges from '../src/index.ts';

test('the public surface is what is listed here', () => {
  expect(Object.keys(challenges).sort()).toMatchInlineSnapshot(`
    [
      "DEFAULT_LIMITS",
      "LIMIT_CAPS",
      "addHeaders",
      "createGate",
      "defaultGate",
      "gateRequestFrom",
      "isPlainRequest",
      "loginRefusal",
      "memoryChallengeStore",
      "memoryCounterStore",
      "memoryKnownBrowserStore",
      "normaliseAccountName",
      "systemClock",
      "writeAnswer",
    ]
  `);
});
