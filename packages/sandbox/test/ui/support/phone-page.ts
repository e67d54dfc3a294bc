import type { Locator, Page } from 'playwright-core';
import { invite } from './api.ts';
import type { Scene } from './scene.ts';

/** The authenticator, linked with an account. */
export async function linkedPhone(scene: Scene, accountName?: string): Promise<Page> {
  const phone = await scene.open(await invite(scene.sandbox, accountName));
  await phone.getByRole('button', { name: 'Accept invitation' }).click();
  await phone.getByRole('heading', { name: 'Nothing to approve' }).waitFor();
  return phone;
}

/** What the phone asks its user. */
export function request(phone: Page): Locator {
  return phone.getByRole('region', { name: 'Approval request' });
}

/** Presses a button of the request once the request is there. */
export async function answer(phone: Page, choice: 'Approve' | 'Deny'): Promise<void> {
  await request(phone).getByRole('button', { name: choice, exact: true }).click();
}
