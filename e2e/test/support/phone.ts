import type { Page } from 'playwright-core';

/** What the phone shows of the request that waits on it. */
export interface ShownRequest {
  /** All of the text on the screen. */
  readonly text: string;
  /** The code to be typed in the browser; empty where there is none. */
  readonly code: string;
}

const request = (phone: Page) => phone.getByRole('region', { name: 'Approval request' });

/** Waits for the next request and reads it. */
export const readRequest = async (phone: Page): Promise<ShownRequest> => {
  await request(phone).waitFor();
  const code = phone.getByTestId('code');
  return {
    text: await request(phone).innerText(),
    code: (await code.count()) === 0 ? '' : (await code.innerText()).trim(),
  };
};

/** Answers the request that the phone shows, and waits until the phone says that the answer is sent. */
export const answer = async (phone: Page, choice: 'Approve' | 'Deny'): Promise<void> => {
  await request(phone).getByRole('button', { name: choice, exact: true }).click();
  await request(phone).waitFor({ state: 'detached' });
};

/** A request takes no answer in its first half second: it may have come right under a finger. */
export const whenAnswerable = (phone: Page): Promise<void> =>
  request(phone).getByRole('button', { name: 'Approve' }).click({ trial: true });

/** Opens the invitation on the phone and accepts it. */
export const acceptInvitation = async (phone: Page, link: string): Promise<void> => {
  await phone.goto(link);
  await phone.getByRole('button', { name: 'Accept invitation' }).click();
  await phone.getByText('Nothing to approve').waitFor();
};
