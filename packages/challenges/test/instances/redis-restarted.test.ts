import { expect, onTestFinished, test } from 'vitest';
import { redisRestarted } from './scenarios/redis-restarted.ts';

test.each(['keeps all', 'keeps nothing'] as const)(
  'where Redis, which %s, is killed and started again, no approval comes into being and none is used twice',
  async (keeps) => {
    const { run, expected } = redisRestarted(keeps);
    expect(await run(onTestFinished)).toEqual(expected);
  },
  120_000,
);
