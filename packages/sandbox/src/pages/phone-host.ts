import type { Hono } from 'hono';
import type { State } from '../state/state.ts';
import { invitationRoutes } from './invitations.ts';
import { page } from './host/page-files.ts';
import { pageHost } from './host/page-host.ts';
import { waitingRequestRoutes } from './waiting-requests.ts';

/** The authenticator's page, and what it asks and says. */
export function phoneHost(state: State): Hono {
  return pageHost('phone')
    .get('/', page('phone'))
    .get('/link/:token', page('phone'))
    .route('/api/registrations', invitationRoutes(state))
    .route('/api/requests', waitingRequestRoutes(state));
}
