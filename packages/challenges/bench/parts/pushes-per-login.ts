import {
  again,
  login,
  start,
  type Started,
  transfer,
  wait,
} from '../../test/instances/harness/approvals.ts';
import { type Bank, startBank } from '../../test/instances/harness/start-bank.ts';
import type { OnEnd } from '../../test/instances/harness/start-program.ts';
import { type Section, verdict } from '../report/table.ts';

const EACH = 100;
const TABS = 4;

/** Several tabs start the same, wait, lose their connections, and wait again; the phone accepts; one goes through. */
const runWithTabs = async (bank: Bank, first: Started): Promise<void> => {
  const { code } = await bank.stub.call.pushed(first.accountName);
  const tabs = await Promise.all(Array.from({ length: TABS }, () => start(first)));
  if (tabs.some(({ id }) => id !== first.id)) throw new Error('a tab did not join');
  const gone = new AbortController();
  const cut = tabs.map((tab) => again(tab, { wait: 25 }, gone.signal).catch(() => 'cut'));
  await Promise.all(tabs.map((tab) => again(tab)));
  gone.abort();
  await Promise.all(cut);
  const waits = tabs.map((tab) => wait(tab, code));
  await bank.stub.call.answer(first.accountName, 'accepted');
  const waited = await Promise.all(waits);
  const answers = [...waited, ...(await Promise.all(tabs.map((tab) => again(tab))))];
  if (answers.filter(({ name }) => name === 'pass').length !== 1) throw new Error('not one passed');
};

/** How many requests reach a phone for one login or step-up. */
export const pushesPerLogin = async (onEnd: OnEnd): Promise<Section> => {
  const bank = await startBank(onEnd, { limits: { outstandingCalls: 1_000 } });
  const names = (kind: string): string[] =>
    Array.from({ length: EACH }, (_each, n) => `${kind}-${n}`);
  const begin = (name: string): Promise<Started> =>
    start(
      name.startsWith('login')
        ? login(bank.browser(), name)
        : transfer(bank.browser(), name, '1.00'),
    );
  for (const name of [...names('login'), ...names('step-up')]) {
    await runWithTabs(bank, await begin(name));
  }
  const counts = Object.entries(await bank.stub.call.counts());
  const row = (kind: string): readonly (string | number)[] => {
    const ofKind = counts.filter(([name]) => name.startsWith(kind)).map(([, count]) => count);
    return [kind, ofKind.length, Math.min(...ofKind), Math.max(...ofKind)];
  };
  const rows = [row('login'), row('step-up')];
  const exact = counts.length === 2 * EACH && counts.every(([, count]) => count === 1);
  return {
    title: 'Pushes per login',
    method: `${EACH} logins and ${EACH} step-ups over three instances with one Redis. Each is started in ${TABS + 1} tabs; ${TABS} of them poll with and without waiting, are cut off, and wait again, until the phone accepts and one of them goes through.`,
    columns: ['Kind', 'approvals', 'fewest pushes', 'most pushes'],
    rows,
    verdicts: [
      verdict('exactly one push each', `${rows[0]?.[3]} and ${rows[1]?.[3]} at most`, exact),
    ],
  };
};
