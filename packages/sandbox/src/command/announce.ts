import type { Server } from '../server.ts';

/** Says on standard output what to open, and to a parent process that it may go on. */
export function announce({ state, console: consolePage }: Server, application: string[]): void {
  const url = state.addresses.apiOrigin;
  const pages = { ...state.addresses.pages, console: consolePage };
  const lines = [
    'BlokSec sandbox, for development and tests only: its approvals prove nothing.',
    `  API            ${url}`,
    `  Inbox          ${pages.inbox}`,
    `  Authenticator  ${pages.phone}`,
    `  Console        ${pages.console}`,
    ...application,
  ];
  console.log(lines.join('\n'));
  process.send?.({ type: 'listening', url, pages });
}
