import { h } from '../../shared/dom.ts';
import type { StoredAccount } from '../store.ts';
import { messageScreen } from './message-screen.ts';
import type { Screen } from './screen.ts';

/** A request whose signature does not hold: nothing of it is shown, and there is nothing to approve. */
export function notGenuineScreen(account: StoredAccount, dismiss: () => void): Screen {
  return messageScreen({
    icon: 'warning',
    headline: 'This request is not genuine',
    text: [
      'It came for your account ',
      h('bdi', {}, account.accountName),
      ' at ',
      h('bdi', {}, account.application.name),
      ', but not with the signature of the server that this phone was linked to. Nothing of it is shown, and it cannot be approved.',
    ],
    action: { label: 'Dismiss', run: dismiss },
  });
}
