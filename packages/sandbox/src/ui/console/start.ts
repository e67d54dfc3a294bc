import { h } from '../shared/dom.ts';
import { apiUrl, inboxUrl, phoneUrl } from './addresses.ts';
import type { Application } from './api.ts';
import { environment } from './parts/environment.ts';
import { snippet } from './parts/snippet.ts';

let shownId: string | undefined;

/** What a newcomer does first: three variables, then two calls. */
export function showStart(place: HTMLElement, applications: readonly Application[]): void {
  // The oldest is the one that the sandbox made at its start.
  const id = applications.at(-1)?.id ?? 'make-an-application-first';
  if (id === shownId) {
    return;
  }
  shownId = id;
  place.replaceChildren(
    step(
      snippet('1. Set three variables', environment(apiUrl, id)),
      'The secret was shown once, when the application was made. Lost? ',
      link('#applications', 'Make a new one'),
      '.',
    ),
    step(
      snippet('2. Invite a user', invite),
      'The mail arrives in the ',
      link(inboxUrl, 'inbox'),
      '; its link opens the ',
      link(phoneUrl, 'phone'),
      ', which accepts.',
    ),
    step(
      snippet('3. Ask for an approval', ask),
      'The call waits until the phone has answered, then says ',
      h('span', { class: 'mono' }, 'accepted'),
      ' or ',
      h('span', { class: 'mono' }, 'rejected'),
      '.',
    ),
  );
}

function step(code: HTMLElement, ...text: Array<Node | string>): HTMLElement {
  return h('li', {}, code, h('p', { class: 'soft' }, ...text));
}

function link(href: string, text: string): HTMLElement {
  return h('a', { href }, text);
}

const headers = `  -H "x-application-id: $BLOKSEC_APPLICATION_ID" \\
  -H "x-application-secret: $BLOKSEC_APPLICATION_SECRET" \\
  -H 'content-type: application/json' \\`;

const invite = `curl "$BLOKSEC_API_URL/registration" \\
${headers}
  -d '{"user":{"email":"user@example.com"},
       "account":{"name":"user@example.com"}}'`;

const ask = `curl "$BLOKSEC_API_URL/auth" \\
${headers}
  -d '{"accountName":"user@example.com",
       "requestSummary":"Log in to the demo",
       "requestDetails":"From: my shell",
       "nonce":"'$(openssl rand -hex 16)'"}'`;
