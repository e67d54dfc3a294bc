import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { abortFaults } from './abort-faults.ts';
import { answerFaults } from './answer-faults.ts';
import { makeCertificates } from './certificates.ts';
import { connectionFaults } from './connection-faults.ts';
import { documentOf } from './document.ts';
import { meet } from './meet.ts';
import { methods } from './methods.ts';
import { HandleWatch } from './open-handles.ts';
import { statusFaults } from './status-faults.ts';

const groups = [connectionFaults, answerFaults, statusFaults, abortFaults];
const meetings = groups
  .flatMap(({ faults }) => faults)
  .flatMap((fault) => methods.map((method) => ({ method, fault })));

const watch = new HandleWatch();
beforeAll(() => watch.start());
afterAll(() => watch.stop());

test('every method meets every fault as the matrix says, leaks nothing and leaves nothing behind', async () => {
  const surroundings = { watch, certificates: await makeCertificates() };
  const waiting = meetings.values();
  const surprises: string[] = [];
  const walk = async (): Promise<void> => {
    for (const { method, fault } of waiting) {
      // Enough to see what is broken.
      if (surprises.length > 20) return;
      const { outcome, wrong } = await meet(method, fault, surroundings);
      const expected = fault.expected(method);
      const title = `${method.name} meets ${fault.name}`;
      for (const what of wrong) surprises.push(`${title}: ${what}`);
      if (!isDeepStrictEqual(outcome, expected)) {
        surprises.push(`${title}: ${JSON.stringify(outcome)}, not ${JSON.stringify(expected)}`);
      }
    }
  };
  // Most of the time each meeting waits.
  await Promise.all(Array.from({ length: 16 }, walk));
  expect(surprises).toEqual([]);
  expect(meetings.length).toBeGreaterThan(400);
  await expect(documentOf(groups)).toMatchFileSnapshot('../../../../docs/fault-matrix.md');
}, 120_000);
