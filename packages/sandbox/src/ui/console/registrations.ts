import { h } from '../shared/dom.ts';
import { timeElement } from '../shared/time.ts';
import type { Registration } from './api.ts';
import { itemView } from './parts/item-view.ts';
import { LiveList } from './parts/live-list.ts';
import { tag } from './parts/tag.ts';
import type { Tone } from './parts/tag.ts';

interface RegistrationAt extends Registration {
  readonly applicationName: string;
}

const tones: Record<Registration['status'], Tone> = {
  pending: 'open',
  accepted: 'ok',
  rejected: 'bad',
  expired: 'plain',
};

/** The invitations, each with what became of it. */
export function registrationList(): LiveList<RegistrationAt> {
  return new LiveList('No invitation yet.', (registration) =>
    itemView(
      registration.accountName,
      [
        [h('bdi', {}, registration.applicationName), ' · ', h('bdi', {}, registration.email)],
        ['Invited ', timeElement(new Date(registration.createdAt))],
        [h('span', { class: 'mono' }, registration.id)],
      ],
      tag(registration.status, tones[registration.status]),
    ),
  );
}
