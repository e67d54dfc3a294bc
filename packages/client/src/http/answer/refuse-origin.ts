import { isProduction } from '../../environment.ts';
import { BlokSecError } from '../../errors/bloksec-error.ts';
import type { BlokSecFetchResponse } from '../bloksec-fetch.ts';

/**
 * `fetch` strips `authorization` on the way to another origin, but not `x-application-secret`. With `redirect: 'manual'`
 * Node shows the 3xx; other runtimes hide it behind an opaque answer with status 0; an own fetch may have followed it
 * all the same.
 */
export function refuseRedirect(response: BlokSecFetchResponse, route: string): void {
  const seen = response.status >= 300 && response.status < 400;
  if (!seen && response.type !== 'opaqueredirect' && !response.redirected) return;
  throw new BlokSecError(
    `BlokSec's address answered ${route} with a redirect, which is never followed. ` +
      'Check apiUrl (BLOKSEC_API_URL): it must be the final address of the API.',
    {
      code: 'redirected',
      delivered: 'yes',
      ...(response.status > 0 ? { status: response.status } : {}),
    },
  );
}

/** In a sandbox everybody can approve: its yes must not open anything in production. */
export function refuseSandboxInProduction(response: BlokSecFetchResponse): void {
  if (response.headers.get('x-bloksec-sandbox') === null || !isProduction()) return;
  throw new BlokSecError(
    'A BlokSec sandbox answered, but NODE_ENV is production. ' +
      'Set apiUrl (BLOKSEC_API_URL) to the real service, https://api.bloksec.io.',
    { code: 'configuration', delivered: 'yes', status: response.status },
  );
}
