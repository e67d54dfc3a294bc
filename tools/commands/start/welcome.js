/**
 * What to open, and what to do first.
 *
 * @param {import('./start-server.js').Listening[]} listening the sandbox's message and the app's
 */
export const welcome = ([sandbox, app]) => `
Harbour Bank runs, with a BlokSec of its own (the sandbox).

  App            ${app?.url}
  Inbox          ${sandbox?.pages?.inbox}
  Authenticator  ${sandbox?.pages?.phone}
  Console        ${sandbox?.pages?.console}

First, invite user@example.com in the app, open the mail in the inbox, and accept on the authenticator, which
is the phone: give it a browser window of its own. Then log in.
Ctrl-C ends it all; what it knows stays in .bloksec, until "npm start -- --fresh".
`;
