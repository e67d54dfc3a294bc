import { get, type IncomingMessage } from 'node:http';
import type { Sandbox } from '@bloksec/sandbox';

/** The link in the latest mail to this address. Names the inbox's host itself: Node seldom resolves `inbox.localhost`. */
export const mailedLink = async ({ pages }: Sandbox, to: string): Promise<string> => {
  const { host, port } = new URL(pages.inbox);
  const options = { host: '127.0.0.1', port, path: '/api/mails', headers: { host } };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(options, resolve).once('error', reject);
  });
  const { mails } = JSON.parse((await answer.setEncoding('utf8').toArray()).join('')) as {
    mails: Array<{ to: string; link: string }>;
  };
  const mail = mails.findLast((one) => one.to === to);
  if (mail === undefined) throw new Error(`No mail to ${to} in the inbox.`);
  return mail.link;
};
