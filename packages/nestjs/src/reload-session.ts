import { isPlainRequest } from '@bloksec/challenges';
import type { PlatformRequest, PlatformSession } from './platform-request.ts';

/** A session that can't be read again may be over by now. */
export const reload = (session: PlatformSession | undefined): Promise<boolean> =>
  new Promise((resolve) => {
    if (session?.reload === undefined) resolve(false);
    else session.reload((error) => resolve(!error));
  });

/**
 * Reads the session of a request that may have been held once more. @fastify/session, and express-session with `resave`,
 * save it at the end of every request: what was read before the wait would undo a log-out meanwhile.
 */
export const reloadHeldSession = async (request: PlatformRequest): Promise<void> => {
  const { headers, session } = request;
  const mayBeHeld = 'bloksec-challenge' in headers || isPlainRequest(headers);
  if (!mayBeHeld || session?.reload === undefined || (await reload(session))) return;
  await new Promise<void>((resolve, reject) => {
    if (session.regenerate === undefined) reject(new Error('BlokSec: the session is over.'));
    else session.regenerate((error) => (error ? reject(error as Error) : resolve()));
  });
};
