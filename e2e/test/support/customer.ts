import type { Browser, BrowserContext, Page } from 'playwright-core';
import { logIn } from './bank.ts';
import { newLaptop, newPhone } from './browsers.ts';
import { openMail } from './inbox.ts';
import { acceptInvitation } from './phone.ts';
import type { World } from './world.ts';

/** A customer whose phone is linked. */
export interface Customer {
  readonly name: string;
  readonly phone: Page;
  /** A browser of theirs. */
  readonly laptop: BrowserContext;
}

/** Invites somebody as the bank does, and links their phone. The laptop is new to the bank. */
export const newCustomer = async (
  world: World,
  browser: Browser,
  name: string,
): Promise<Customer> => {
  await world.client.register({ user: { email: name }, account: { name } });
  const phone = await newPhone(browser);
  await acceptInvitation(phone, await openMail(phone, world.pages.inbox, name));
  return { name, phone, laptop: await newLaptop(browser) };
};

/** The same, logged in: the laptop is known now, and its page shows the account. */
export const newCustomerLoggedIn = async (
  world: World,
  browser: Browser,
  name: string,
): Promise<Customer & { readonly page: Page }> => {
  const customer = await newCustomer(world, browser, name);
  const page = await customer.laptop.newPage();
  await logIn(page, world, customer);
  return { ...customer, page };
};
