import { expect, onTestFinished, test } from 'vitest';
import { instanceStopped } from './scenarios/instance-stopped.ts';

test('an instance that is told to stop sends its waiting browsers on at once; what the phones accept in the grace time can be used elsewhere', async () => {
  const { run, expected } = instanceStopped(3_000);
  expect(await run(onTestFinished)).toEqual(expected);
}, 120_000);
