import { inspect } from 'node:util';
import {
  createGate,
  type Gate,
  type GateEvent,
  type GateOptions,
  type GateOutcome,
} from '../../../src/index.ts';
import { testBrowser, type Change, type TestBrowser } from '../../helpers/browser.ts';
import { fakeClock, settled, type FakeClock } from '../../helpers/fake-clock.ts';
import { scriptedPhone, type ScriptedPhone } from '../../helpers/scripted-phone.ts';
import { canary, type Canaries, createCanaries } from './canaries.ts';

/** A gate as an application has it: it logs to the console. Only its phone and its clock are ours. */
export interface CanaryGate {
  readonly gate: Gate;
  readonly phone: ScriptedPhone;
  readonly clock: FakeClock;
  readonly browser: () => CanaryBrowser;
}

/** Requests whose every part is a canary. Each outcome is noted. */
export interface CanaryBrowser {
  login(headers?: Change['headers'], accountName?: unknown): Promise<GateOutcome>;
  transfer(
    headers?: Change['headers'],
    options?: Parameters<TestBrowser['transfer']>[2] & { readonly body?: unknown },
  ): Promise<GateOutcome>;
}

/** What the scenarios share, and what they leave behind. */
export interface World {
  readonly canaries: Canaries;
  /** The last parts of the types of all problems that were answered. */
  readonly problems: Set<string>;
  readonly events: GateEvent[];
  /** What an application would print of our objects and of our errors. */
  readonly printed: string[];
  gate(options?: GateOptions): CanaryGate;
  closeAll(): Promise<void>;
}

export const createWorld = (): World => {
  const canaries = createCanaries();
  const problems = new Set<string>();
  const events: GateEvent[] = [];
  const printed: string[] = [];
  const gates: Gate[] = [];

  const note = (outcome: GateOutcome): GateOutcome => {
    if ('answer' in outcome) {
      const { type, challenge } = outcome.answer.problem;
      problems.add(type.split('/').at(-1) ?? '');
      canaries.add(challenge?.id);
    } else canaries.add(outcome.pass.requestId);
    return outcome;
  };

  const browserAt = (gate: Gate, phone: ScriptedPhone): CanaryBrowser => {
    const browser = testBrowser(gate);
    const sent: Change['headers'] = { 'user-agent': canary.agent };
    const noteAll = async (sending: Promise<GateOutcome>): Promise<GateOutcome> => {
      const outcome = note(await sending);
      await settled();
      canaries.add(...browser.cookies.values(), ...phone.rings.map(({ code }) => code));
      return outcome;
    };
    const change: Change = { clientAddress: canary.address };
    return {
      login: (headers, accountName = canary.account) =>
        noteAll(browser.login(accountName, { ...sent, ...headers }, change)),
      transfer: (headers, { body = { payee: canary.payee }, ...options } = {}) =>
        noteAll(
          browser.transfer(
            body,
            { ...sent, ...headers },
            {
              subject: { accountName: canary.account, session: canary.session },
              ...options,
              change: { ...change, url: `/transfers?note=${canary.query}`, ...options.change },
            },
          ),
        ),
    };
  };

  return {
    canaries,
    problems,
    events,
    printed,
    gate: (options) => {
      const clock = fakeClock();
      const phone = scriptedPhone();
      const gate = createGate({
        client: phone,
        applicationSecret: canary.secret,
        clock,
        ...options,
      });
      gates.push(gate);
      gate.onEvent((event) => events.push(event));
      printed.push(inspect(gate, { depth: 10, showHidden: true }));
      return { gate, phone, clock, browser: () => browserAt(gate, phone) };
    },
    closeAll: async () => {
      await Promise.all(gates.map((gate) => gate.close()));
      await settled();
    },
  };
};
