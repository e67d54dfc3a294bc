import { idOf, async, repeat } from '../../helpers/browser.ts';
import { settled } from '../../helpers/fake-clock.ts';
import { canary } from './canaries.ts';
import type { CanaryGate, World } from './world.ts';

const answered = async (
  { phone, browser: open }: CanaryGate,
  how: 'approve' | 'deny' | 'expire',
): Promise<{ id: string; browser: ReturnType<CanaryGate['browser']> }> => {
  const browser = open();
  const id = idOf(await browser.transfer(async));
  (await phone.ring())[how]();
  await settled();
  return { id, browser };
};

/** Every end that a step-up can have. */
export const stepUps = async (world: World): Promise<void> => {
  const used = await answered(world.gate(), 'approve');
  await used.browser.transfer(repeat(used.id));
  await used.browser.transfer(repeat(used.id));

  for (const how of ['deny', 'expire'] as const) {
    const { id, browser } = await answered(world.gate(), how);
    await browser.transfer(repeat(id));
  }

  const other = await answered(world.gate(), 'approve');
  await other.browser.transfer(repeat(other.id), { body: { payee: `${canary.payee}, too` } });

  const changed = await answered(world.gate(), 'approve');
  const description = { title: canary.payee, display: [], version: canary.query };
  await changed.browser.transfer(repeat(changed.id), { action: { describe: () => description } });

  const foreign = await answered(world.gate(), 'approve');
  const subject = { accountName: canary.account, session: 'another-session' };
  await foreign.browser.transfer(repeat(foreign.id), { subject });

  const cancelled = world.gate().browser();
  await cancelled.transfer(repeat(idOf(await cancelled.transfer(async)), { cancel: true }));

  const loggedOut = world.gate();
  const blocking = loggedOut.browser().transfer({}, { refreshed: async () => undefined });
  (await loggedOut.phone.ring()).approve();
  await blocking;
};

/** Limits of one session and one browser, and what an application throws itself. */
export const throttles = async (world: World): Promise<void> => {
  const { browser: open } = world.gate({
    limits: {
      polls: { points: 1, seconds: 60 },
      startsPerAddress: { points: 1, seconds: 60 },
      outstandingCalls: 8,
    },
  });
  const browser = open();
  const id = idOf(await browser.transfer(async));
  await browser.transfer(repeat(id));
  await browser.transfer(repeat(id));
  for (let count = 0; count < 6; count += 1) {
    await browser.transfer(async, { body: { payee: canary.payee, count } });
  }
  await open().login(async);
  await open().login(async);

  const careless = (): never => {
    throw new Error(world.canaries.text());
  };
  // The application's own error reaches the application, and nobody else.
  await browser.transfer(async, { action: { describe: careless } }).catch(() => undefined);
};
