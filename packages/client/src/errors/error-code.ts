/**
 * What went wrong. Only the code is stable; messages are for people and may change.
 *
 * - `configuration`: the client's own options or the environment are wrong, or a sandbox answered in production.
 * - `connection-failed`: no complete answer came: DNS, refused, TLS, reset.
 * - `timeout`: the time limit of the call is over, or BlokSec says that it timed out.
 * - `aborted`: the caller's `signal` ended the call.
 * - `redirected`: BlokSec's address answered with a redirect. Redirects are never followed: they would carry the secret along.
 * - `bad-request`: an argument is wrong, or BlokSec refused the request as malformed.
 * - `credentials-refused`: BlokSec does not accept the application id and secret.
 * - `account-not-found`: BlokSec knows no such account in this application (`findAccount` gives `undefined` instead).
 * - `registration-not-found`: BlokSec knows no such registration.
 * - `rate-limited`: too many requests (429).
 * - `service-unavailable`: BlokSec, or a proxy before it, failed (5xx).
 * - `invalid-response`: an answer that cannot be read, or whose status is not known. Never an approval.
 */
export type BlokSecErrorCode =
  | 'configuration'
  | 'connection-failed'
  | 'timeout'
  | 'aborted'
  | 'redirected'
  | 'bad-request'
  | 'credentials-refused'
  | 'account-not-found'
  | 'registration-not-found'
  | 'rate-limited'
  | 'service-unavailable'
  | 'invalid-response';

/**
 * Did the request reach BlokSec?
 *
 * - `no`: certainly not. Nobody's phone rang, nobody was invited.
 * - `yes`: there was an answer. It may be a proxy's, which counts as `yes`, too: the request was handed over.
 * - `unknown`: it was sent, or may have been, and no complete answer came back.
 */
export type Delivered = 'no' | 'yes' | 'unknown';
