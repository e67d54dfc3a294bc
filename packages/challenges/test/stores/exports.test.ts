import { expect, test } from 'vitest';
import * as redis from '../../src/redis/index.ts';
import * as testing from '../../src/testing/index.ts';

test('the public surface of the other entries is what is listed here', () => {
  expect(Object.keys(redis)).toEqual(['redisStores']);
  expect(Object.keys(testing)).toEqual([
    'describeChallengeStore',
    'describeCounterStore',
    'describeKnownBrowserStore',
  ]);
});
