import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Sandbox } from '@bloksec/sandbox';

/** The link of the last mail in the inbox. Not every resolver knows *.localhost, so the host is named in a header. */
export async function invitationLink(sandbox: Sandbox): Promise<string> {
  const { host } = new URL(sandbox.pages.inbox);
  const answer = await new Promise<unknown>((resolve, reject) => {
    get(`${sandbox.url}/api/mails`, { headers: { host } }, (response) => {
      json(response).then(resolve, reject);
    }).on('error', reject);
  });
  const link = (answer as { mails: { link: string }[] }).mails.at(-1)?.link;
  if (link === undefined) throw new Error('No mail in the inbox.');
  return link;
}
