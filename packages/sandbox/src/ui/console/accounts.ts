import { h } from '../shared/dom.ts';
import { timeElement } from '../shared/time.ts';
import { unlinkAccount } from './api.ts';
import type { Account } from './api.ts';
import { confirm } from './parts/confirm.ts';
import { itemView } from './parts/item-view.ts';
import { LiveList } from './parts/live-list.ts';
import { tag } from './parts/tag.ts';

interface AccountAt extends Account {
  readonly applicationName: string;
}

/** The accounts, each with its user and the phone that it is linked with. */
export function accountList(onChange: () => Promise<void>): LiveList<AccountAt> {
  return new LiveList('No account yet. One is made when an invitation is accepted.', (account) => {
    const { name, applicationName, user, linkedAt, key } = account;
    const person = [user.firstName, user.lastName].filter((part) => part !== null).join(' ');
    const who = [person, user.email, user.mobileNumber ?? ''].filter((part) => part !== '');
    const lines = [[h('bdi', {}, applicationName)], [h('bdi', {}, who.join(' · '))]];
    return linkedAt === null || key === null
      ? itemView(name, lines, tag('No phone', 'plain'))
      : itemView(
          name,
          [
            ...lines,
            ['Phone linked ', timeElement(new Date(linkedAt))],
            ['Its key ', h('span', { class: 'mono' }, key)],
          ],
          unlinkButton(account, onChange),
        );
  });
}

function unlinkButton({ id, name }: Account, onChange: () => Promise<void>): HTMLElement {
  const button = h('button', { type: 'button', class: 'quiet' }, 'Unlink phone');
  button.addEventListener('click', () => void unlink());
  const unlink = async (): Promise<void> => {
    const sure = await confirm({
      title: `Unlink the phone of ${name}?`,
      text: 'Nobody can approve for this account until it has accepted a new invitation.',
      yes: 'Unlink',
    });
    if (sure) {
      await unlinkAccount(id);
      await onChange();
    }
  };
  return button;
}
