import type { InvitationAnswer } from '../../answers.ts';
import { makeAccountKey } from '../../phone/account-key.ts';
import { proveEnrolment } from '../../phone/prove-enrolment.ts';
import { RefusedError } from '../shared/http.ts';
import { acceptInvitation, getInvitation, rejectInvitation } from './api.ts';
import type { Notice } from './screens/home-screen.ts';
import { invitationScreen } from './screens/invitation-screen.ts';
import { messageScreen } from './screens/message-screen.ts';
import type { Screen } from './screens/screen.ts';
import type { PhoneStore, StoredAccount } from './store.ts';

/** The screen for an invitation link; `done` is called when it needs the phone no longer. */
export async function openInvitation(
  token: string,
  store: PhoneStore,
  done: (notice?: Notice) => void,
): Promise<Screen> {
  try {
    const invitation = await getInvitation(token);
    return invitationScreen(
      invitation,
      async () => {
        const account = await link(token, invitation);
        await store.saveAccount(account);
        done({ tone: 'ok', text: `Linked with ${account.application.name}.` });
      },
      async () => {
        await rejectInvitation(token);
        done({ tone: 'no', text: 'Invitation declined. Nothing was linked.' });
      },
    );
  } catch (error) {
    return notOpened(error, done);
  }
}

/** Makes the account's key, proves it to the server, and pins the server's own. */
async function link(token: string, invitation: InvitationAnswer): Promise<StoredAccount> {
  const { apiOrigin, serverKey } = invitation;
  const key = await makeAccountKey();
  const { accountId, accountName, application } = await acceptInvitation(
    token,
    await proveEnrolment(key, { ...invitation, token }),
  );
  return { accountId, accountName, application, apiOrigin, serverKey, ...key };
}

function notOpened(error: unknown, done: () => void): Screen {
  return error instanceof RefusedError
    ? messageScreen({
        icon: 'invite',
        headline: 'This invitation cannot be opened',
        text: [error.message],
        action: { label: 'Continue', run: () => done() },
      })
    : messageScreen({
        icon: 'warning',
        headline: 'Not connected',
        text: ['The sandbox is away, so the invitation cannot be read yet.'],
        action: { label: 'Try again', run: () => location.reload() },
      });
}
