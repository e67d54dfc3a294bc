import { expect, test } from 'vitest';
import { addressesAt } from '../../src/http/addresses.ts';
import { makeAccountKey } from '../../src/phone/account-key.ts';
import { acceptRegistration } from '../../src/state/registrations/accept-registration.ts';
import { findLinkedAccount } from '../../src/state/accounts.ts';
import { createApplication } from '../../src/state/applications.ts';
import { defaultLimits } from '../../src/state/default-limits.ts';
import { openState } from '../../src/state/open-state.ts';
import {
  findRegistration,
  register,
  rejectRegistration,
} from '../../src/state/registrations/registrations.ts';

test('makes no account from an invitation that was declined between looking and accepting', async () => {
  const { state, close } = await openState(undefined, addressesAt(4400), defaultLimits);
  try {
    const application = { ...(await createApplication(state, 'Bank')), name: 'Bank' };
    const id = await register(state, application, {
      accountName: 'user',
      email: 'user@example.com',
      firstName: null,
      lastName: null,
      mobileNumber: null,
    });
    const seen = await findRegistration(state, application.id, id);
    if (seen === undefined) {
      throw new Error('The registration is not there.');
    }
    expect(seen.status).toBe('pending');
    expect(await rejectRegistration(state, id)).toBe(true);
    const { publicKey } = await makeAccountKey();
    expect(await acceptRegistration(state, seen, { kid: 'kid', publicKey })).toBe('ended');
    expect(await findLinkedAccount(state, application, 'user')).toBe('unknown');
    expect(await rejectRegistration(state, id)).toBe(false);
  } finally {
    await close();
  }
});
