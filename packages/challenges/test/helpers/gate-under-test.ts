import { onTestFinished } from 'vitest';
import {
  createGate,
  type Gate,
  type GateOptions,
  type KnownBrowserStore,
  memoryKnownBrowserStore,
} from '../../src/index.ts';
import { fakeClock, type FakeClock, settled } from './fake-clock.ts';
import { scriptedPhone, type ScriptedPhone } from './scripted-phone.ts';
import {
  answerOf,
  async,
  idOf,
  problemOf,
  repeat,
  testBrowser,
  type TestBrowser,
} from './browser.ts';

export interface GateUnderTest {
  readonly gate: Gate;
  readonly phone: ScriptedPhone;
  readonly clock: FakeClock;
  readonly knownBrowserStore: KnownBrowserStore;
  /** What the gate told its operator. */
  readonly log: string[];
  readonly browser: () => TestBrowser;
}

/** A gate with a clock that the test moves and a phone that the test answers. Closed when the test ends. */
export const gateUnderTest = (options: GateOptions = {}): GateUnderTest => {
  const clock = fakeClock();
  const phone = scriptedPhone();
  const knownBrowserStore = memoryKnownBrowserStore(clock);
  const log: string[] = [];
  const keep = (message: string): void => void log.push(message);
  const gate = createGate({
    client: phone,
    applicationSecret: 'a secret for tests',
    clock,
    knownBrowserStore,
    logger: { info: keep, warn: keep, error: keep },
    ...options,
  });
  onTestFinished(() => gate.close());
  return { gate, phone, clock, knownBrowserStore, log, browser: () => testBrowser(gate) };
};

/** Logs in from a browser that is new, with tap and code; afterwards it is known. */
export const logInAsNew = async (
  { phone }: GateUnderTest,
  browser: TestBrowser,
  accountName: string,
): Promise<void> => {
  const id = idOf(await browser.login(accountName, async));
  const ring = await phone.ring();
  ring.approve();
  await settled();
  const outcome = await browser.login(accountName, repeat(id, { code: ring.code }));
  if (problemOf(outcome) !== 'pass') throw new Error(`not logged in: ${answerOf(outcome).body}`);
};
