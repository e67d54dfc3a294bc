import type { ChallengeStore } from '../stores/challenge-store.ts';
import { approvalTests } from './challenge/approvals.ts';
import { codeTests } from './challenge/codes.ts';
import { joinTests } from './challenge/joins.ts';
import { lapseTests, tombstoneTests } from './challenge/lapses.ts';
import { moveTests } from './challenge/moves.ts';
import { refusalTests } from './challenge/refusals.ts';
import { wakeUpTests } from './challenge/wake-ups.ts';
import { checkWith, type OpenStore, type SuiteOptions, type TestRunner } from './store-suite.ts';

/** Defines the tests that every `ChallengeStore` passes: who writes a driver runs it on that. */
export const describeChallengeStore = (
  runner: TestRunner,
  name: string,
  open: OpenStore<ChallengeStore>,
  { longestWaitMs = Infinity }: SuiteOptions = {},
): void => {
  runner.describe(name, () => {
    const check = checkWith(runner, open);
    moveTests(check);
    refusalTests(check);
    codeTests(check);
    approvalTests(check);
    lapseTests(check);
    if (longestWaitMs >= 11 * 60_000) tombstoneTests(check);
    joinTests(check);
    wakeUpTests(check);
  });
};
