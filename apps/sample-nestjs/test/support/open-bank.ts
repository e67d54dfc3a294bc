import { createSandbox, type Phone, type PhoneRequest } from '@bloksec/sandbox';
import { createBank } from '../../src/create-bank.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { TestBrowser } from './test-browser.ts';

/** The bank on a free port, with a BlokSec and a database of its own. */
export const openBank = async () => {
  const sandbox = await createSandbox({ applicationName: 'Harbour Bank' });
  const folder = await temporaryFolder();
  Object.assign(process.env, sandbox.env, { BANK_DATA_DIR: folder.path });
  const bank = await createBank();
  await bank.listen(0, '127.0.0.1');
  const url = await bank.getUrl();
  return {
    url,
    sandbox,
    newBrowser: () => new TestBrowser(url),
    /** A customer with a linked phone, logged in. */
    async newCustomer(accountName: string) {
      const phone = await sandbox.link(accountName);
      const browser = new TestBrowser(url);
      await logIn(browser, phone, accountName);
      return { phone, browser };
    },
    async close() {
      await bank.close();
      await sandbox.close();
      await folder.remove();
    },
  };
};

/** Logs in with tap and code. The answer is the bank's own. */
export const logIn = async (
  browser: TestBrowser,
  phone: Phone,
  username: string,
): Promise<Response> =>
  sendApproved(
    (headers) => browser.postForm('/login', { username }, headers),
    phone,
    (request) => request.approve(),
  );

type Send = (headers: Record<string, string>) => Promise<Response>;

/** Sends a request until it goes through or is refused, as the widget does, while the phone's owner answers. */
export const sendApproved = async (
  send: Send,
  phone: Phone,
  decide: (request: PhoneRequest) => Promise<void>,
): Promise<Response> => {
  const { challenge } = await challengeOf(await send({ prefer: 'respond-async' }));
  const request = await phone.nextRequest();
  const code = challenge.code === undefined ? '' : `; code="${request.code}"`;
  await decide(request);
  for (;;) {
    const response = await send({
      prefer: 'respond-async, wait=25',
      'bloksec-challenge': `"${challenge.id}"${code}`,
    });
    const problem = await challengeOf(response.clone()).catch(() => undefined);
    if (problem?.challenge === undefined) return response;
  }
};

interface ChallengeProblem {
  readonly challenge: { readonly id: string; readonly code?: object };
}

const challengeOf = async (response: Response): Promise<ChallengeProblem> => {
  const problem = (await response.json()) as Partial<ChallengeProblem>;
  if (problem.challenge === undefined) {
    throw new Error(`Expected a challenge and got ${response.status}: ${JSON.stringify(problem)}`);
  }
  return { challenge: problem.challenge };
};
