import { async, idOf, repeat } from '../../helpers/browser.ts';
import { settled } from '../../helpers/fake-clock.ts';
import { canary } from './canaries.ts';
import type { World } from './world.ts';

const wrongCode = (code: string | undefined): string => (code === '000000' ? '111111' : '000000');

/** Logins that succeed, fail, are throttled, guessed at, stolen and left alone. */
export const logins = async (world: World): Promise<void> => {
  const { phone, clock, browser: open } = world.gate();
  const known = open();
  const id = idOf(await known.login(async));
  const ring = await phone.ring();
  await known.login(repeat(id));
  await open().login(repeat(id));
  ring.approve();
  await settled();
  await known.login(repeat(id, { code: ring.code }));
  const again = idOf(await known.login(async));
  (await phone.ring()).deny();
  await settled();
  await known.login(repeat(again));

  // Denied, and then a decoy: both fail at the time limit only.
  const denied = open();
  const deniedId = idOf(await denied.login(async));
  (await phone.ring()).deny();
  await settled();
  const decoy = open();
  const decoyId = idOf(await decoy.login(async));
  await clock.advance(125_000);
  await denied.login(repeat(deniedId));
  await decoy.login(repeat(decoyId));

  await open().login(async, '');
  await open().login({});
  const mismatched = open();
  const mismatchedId = idOf(await mismatched.login(async));
  await mismatched.login(repeat(mismatchedId), 'someone.else@account.example');
};

/** Wrong codes until no code of the account is looked at, and the phone is left alone. */
export const guesses = async (world: World): Promise<void> => {
  const { phone, browser: open } = world.gate();
  for (let round = 0; round < 2; round += 1) {
    const browser = open();
    const id = idOf(await browser.login(async));
    const { code } = await phone.ring();
    for (let tries = 0; tries < 3; tries += 1) {
      await browser.login(repeat(id, { code: wrongCode(code) }));
    }
    await browser.login(repeat(id, { code }));
  }
  await open().login(async);
};

/** Requests that are refused before anything is looked up, each with a canary where it is wrong. */
export const refusedRequests = async (world: World): Promise<void> => {
  const { browser: open } = world.gate();
  const browser = open();
  await browser.login({
    ...async,
    origin: `https://${canary.origin}`,
    'sec-fetch-site': undefined,
  });
  await browser.login({ ...async, 'bloksec-challenge': `"${canary.session}` });
  await browser.transfer({ ...async, 'x-http-method-override': canary.query });
  await browser.transfer({ ...async, 'content-type': `text/${canary.query}` });
  await browser.transfer(async, { body: { password: canary.password } });
  await browser.transfer(
    { ...async, 'content-digest': 'sha-256=:AAAA:' },
    { change: { rawBody: Buffer.from(canary.payee) } },
  );
  await browser.transfer(async, { subject: undefined });
  await world.gate({ blocking: false }).browser().login({});
};
