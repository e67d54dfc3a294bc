import { findValkey } from '@bloksec/redis-server';
import { describe, test } from 'vitest';
import { describeRedisStores } from './helpers/redis-suites.ts';
import { startSingleServer } from './helpers/single-server.ts';

const program = findValkey();
if (program !== undefined) {
  describeRedisStores(`Valkey (${program})`, () => startSingleServer(program));
} else {
  describe('the stores on Valkey', () => {
    test('are not tested here: no valkey-server is on the PATH, and one that is would be found', ({
      expect,
    }) => {
      expect(findValkey()).toBeUndefined();
    });
  });
}
