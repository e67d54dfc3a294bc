import type { Page } from 'playwright-core';

/** Opens the mail to this address in the inbox, and says where its link leads. */
export const openMail = async (page: Page, inbox: string, to: string): Promise<string> => {
  await page.goto(inbox);
  await page.getByRole('navigation', { name: 'Messages' }).getByText(to).first().click();
  const link = page.frameLocator('iframe').getByRole('link').first();
  await link.waitFor();
  const address = await link.getAttribute('href');
  if (address === null) throw new Error('The invitation has no link.');
  return address;
};
