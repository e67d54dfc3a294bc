import type { MiddlewareHandler } from 'hono';
import { Refusal } from '../http/refusal.ts';
import { checkCredentials } from '../state/applications.ts';
import type { State } from '../state/state.ts';
import type { ApiEnvironment } from './environment.ts';

/** Lets a call through that carries an application's two headers. */
export function credentials(state: State): MiddlewareHandler<ApiEnvironment> {
  const { console } = state.addresses.pages;
  const refuse = (detail: string): Refusal =>
    new Refusal(401, `${detail} The console shows the ID and makes a new secret: ${console}`, {
      headers: { 'www-authenticate': 'BlokSec realm="sandbox"' },
    });
  return async (c, next) => {
    const id = c.req.header('x-application-id') ?? '';
    const secret = c.req.header('x-application-secret') ?? '';
    const missing = [
      ...(id === '' ? ['x-application-id'] : []),
      ...(secret === '' ? ['x-application-secret'] : []),
    ];
    if (missing.length > 0) {
      throw refuse(
        `The ${missing.length === 1 ? 'header' : 'headers'} ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. Every call carries the ID and the secret of an application.`,
      );
    }
    const application = await checkCredentials(state, id, secret);
    if (application === 'unknown-id') {
      throw refuse('No application has the ID in the header x-application-id.');
    }
    if (application === 'wrong-secret') {
      throw refuse(
        'The header x-application-secret is not the secret of this application: a typing error, or the secret was replaced by a new one.',
      );
    }
    c.set('application', application);
    await next();
  };
}
