import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { limitBody } from '../http/limit-body.ts';
import { answerError, Refusal } from '../http/refusal.ts';
import type { State } from '../state/state.ts';
import { authRoutes } from './auth.ts';
import { credentials } from './credentials.ts';
import type { ApiEnvironment } from './environment.ts';
import type { Faults } from './faults/faults.ts';
import { meetFaults } from './faults/meet-faults.ts';
import type { Recorder } from './recording/recorder.ts';
import { registrationRoutes } from './registration.ts';

/** What every answer of the sandbox's API carries, so that no client takes it for the real one. */
export const marker = { name: 'x-bloksec-sandbox', value: '1' } as const;

/** The BlokSec API, in the documented dialect. */
export function api(state: State, recorder: Recorder, faults: Faults): Hono<ApiEnvironment> {
  return new Hono<ApiEnvironment>()
    .onError(answerError)
    .notFound((c) => notFound(c.req.method, c.req.path).response())
    .use(marked, limitBody, recorder.middleware, meetFaults(faults))
    .use('/registration/*', credentials(state))
    .use('/auth', credentials(state))
    .route('/', registrationRoutes(state))
    .route('/', authRoutes(state));
}

const marked: MiddlewareHandler = async (c, next) => {
  await next();
  c.header(marker.name, marker.value);
  c.header('cache-control', 'no-store');
  c.header('x-content-type-options', 'nosniff');
};

const methods: ReadonlyArray<readonly [path: RegExp, allow: string]> = [
  [/^\/registration$/u, 'POST'],
  [/^\/registration\/[^/]+$/u, 'GET'],
  [/^\/auth$/u, 'POST'],
];

function notFound(method: string, path: string): Refusal {
  const allow = methods.find(([pattern]) => pattern.test(path))?.[1];
  return allow === undefined
    ? new Refusal(
        404,
        'The API has no such path. It has POST /registration, GET /registration/{registrationId} and POST /auth.',
      )
    : new Refusal(405, `Use ${allow} here, not ${method}.`, { headers: { allow } });
}
