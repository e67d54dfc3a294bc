/**
 * What to open, and what to do first.
 *
 * @param {import('./start-server.js').Listening[]} listening the sandbox's message and the app's
 */
export const welcome = ([sandbox, app]) => `
Harbour Bank runs, with a BlokSec of its own (the sandbox). Open:

  App            ${app?.url}
  Inbox          ${sandbox?.pages?.inbox}
  Authenticator  ${sandbox?.pages?.phone}
  Console        ${sandbox?.pages?.console}

1. Invite user@example.com on ${app?.url}/operator
2. Open the mail in the inbox and follow its link to the authenticator, which is the phone: accept there.
3. Log in at the app, with the phone beside it in a window of its own.

Ctrl-C ends it all. What it knows stays in .bloksec until "npm start -- --fresh".
`;
