import type { OpenedRequest } from '../../../phone/open-request.ts';
import { signDecision } from '../../../phone/sign-decision.ts';
import type { Decision } from '../../../protocol.ts';
import { RefusedError, UnreachableError } from '../../shared/http.ts';
import { sendDecision } from '../api.ts';
import type { Notice } from '../screens/home-screen.ts';
import type { PhoneStore, StoredAccount } from '../store.ts';

/**
 * Signs and sends the user's answer, and remembers it if it counted; returns what to tell the user.
 * @throws where it may not have arrived: then the user may try again.
 */
export async function sendAnswer(
  account: StoredAccount,
  request: OpenedRequest,
  decision: Decision,
  store: PhoneStore,
): Promise<Notice> {
  const { id, application, accountName } = request;
  try {
    await sendDecision(id, await signDecision(account, request, decision));
  } catch (error) {
    if (error instanceof UnreachableError) {
      throw new Error('The sandbox is away, so your answer may not have arrived. Try again.', {
        cause: error,
      });
    }
    if (error instanceof RefusedError) {
      return { tone: 'plain', text: `Your answer did not count. ${error.message}` };
    }
    throw error;
  }
  const headline = request.prompt ?? request.summary;
  await store.saveAnswer({
    requestId: id,
    application,
    accountName,
    headline,
    decision,
    answeredAt: new Date(),
  });
  return decision === 'approve'
    ? { tone: 'ok', text: `Approved for ${application}.` }
    : { tone: 'no', text: `Denied. ${application} is told so.` };
}
