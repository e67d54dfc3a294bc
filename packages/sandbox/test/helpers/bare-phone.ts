import type { InvitationAnswer, LinkedAnswer, WaitingAnswer } from '../../src/answers.ts';
import type { Sandbox } from '../../src/index.ts';
import { makeAccountKey } from '../../src/phone/account-key.ts';
import { deviceToken } from '../../src/phone/device-token.ts';
import type { LinkedAccount } from '../../src/phone/linked-account.ts';
import { openRequest } from '../../src/phone/open-request.ts';
import type { OpenedRequest } from '../../src/phone/open-request.ts';
import { proveEnrolment } from '../../src/phone/prove-enrolment.ts';
import { atPage } from './at-host.ts';
import type { HostAnswer } from './at-host.ts';
import { invite } from './call-api.ts';
import { tokenFor } from './mails.ts';

/** Links an account by hand, and gives its key away: for what no honest phone does. */
export async function enrol(sandbox: Sandbox, accountName: string): Promise<LinkedAccount> {
  await invite(sandbox, accountName);
  const token = await tokenFor(sandbox.pages.inbox, accountName);
  const path = `/api/registrations/${token}`;
  const invitation = (await atPage(sandbox.pages.phone, path)).json<InvitationAnswer>();
  const key = await makeAccountKey();
  const answer = await atPage(sandbox.pages.phone, `${path}/accept`, {
    body: { proof: await proveEnrolment(key, { ...invitation, token }) },
  });
  const { accountId } = answer.json<LinkedAnswer>();
  return {
    ...key,
    accountId,
    apiOrigin: invitation.apiOrigin,
    serverKey: invitation.serverKey,
  };
}

/** Waits for the account's request, as it travels and as the phone opens it. */
export async function nextRequest(
  sandbox: Sandbox,
  account: LinkedAccount,
): Promise<OpenedRequest> {
  const answer = await atPage(sandbox.pages.phone, '/api/requests?wait=25', {
    headers: { authorization: `Bearer ${await deviceToken(account)}` },
  });
  const [request] = answer.json<WaitingAnswer>().requests;
  if (request === undefined) {
    throw new Error('No request has come.');
  }
  return openRequest(request.jws, account);
}

/** Posts a decision, whatever it is. */
export function postDecision(sandbox: Sandbox, id: string, decision: string): Promise<HostAnswer> {
  return atPage(sandbox.pages.phone, `/api/requests/${id}/decision`, { body: { decision } });
}
