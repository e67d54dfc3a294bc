import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/limits/gate-limits.ts';
import { holderKilled } from './scenarios/holder-killed.ts';

test('T30: where the instance that asked BlokSec is killed, its challenges have failed within the default lease, real or decoy, and no later answer approves them', async () => {
  const { run, expected } = holderKilled(DEFAULT_LIMITS.leaseMs);
  expect(await run(onTestFinished)).toEqual(expected);
}, 120_000);
