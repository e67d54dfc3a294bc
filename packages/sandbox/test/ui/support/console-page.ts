import type { Locator, Page } from 'playwright-core';

/** A section of the console by its title. */
export function section(console: Page, title: string): Locator {
  return console.getByRole('region', { name: title });
}

/** The calls in the log, the latest first. */
export function calls(console: Page): Locator {
  return section(console, 'Requests').locator('details');
}

/** Creates an application; its secret, which the page shows once. */
export async function createApplication(console: Page, name: string): Promise<string> {
  await console.getByLabel('Name of a new application').fill(name);
  await console.getByRole('button', { name: 'Create' }).click();
  await section(console, 'Applications').getByRole('heading', { name }).waitFor();
  return console.getByTestId('secret').innerText();
}
