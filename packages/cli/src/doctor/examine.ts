import { BlokSecClient, isBlokSecError, type BlokSecFetch } from '@bloksec/client';
import { randomBytes } from 'node:crypto';
import { messageOf } from '../output/failure.ts';
import { readSettings, type Settings } from '../settings/read-settings.ts';
import { examineClock } from './clock.ts';

export interface Finding {
  readonly check: 'configuration' | 'reachability' | 'credentials' | 'clock';
  /** `skipped`: it cannot be told before something else is put right. */
  readonly result: 'ok' | 'wrong' | 'skipped';
  readonly text: string;
}

/** What an answer's head says, noted as it passes. */
interface Noted {
  headers?: Headers;
  receivedAt?: number;
  tookMs?: number;
}

/** An id as BlokSec's are, and nobody's. */
const nobodysId = '0'.repeat(24);

/** Examines in the order in which one thing depends on another. Invites nobody and rings no phone. */
export async function examine(
  credentialsFile: string | undefined,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  let settings: Settings;
  let client: BlokSecClient;
  const noted: Noted = {};
  try {
    settings = await readSettings(credentialsFile);
    client = new BlokSecClient({ ...settings, fetch: noting(noted) });
  } catch (error) {
    const reason = 'the configuration comes first';
    return [
      { check: 'configuration', result: 'wrong', text: messageOf(error) },
      ...(['reachability', 'credentials', 'clock'] as const).map((check) => skipped(check, reason)),
    ];
  }
  const from = credentialsFile === undefined ? 'the environment' : credentialsFile;
  const configuration: Finding = {
    check: 'configuration',
    result: 'ok',
    text: `application ${settings.applicationId} at ${settings.apiUrl}, from ${from}`,
  };
  const answer = await ask(client, signal);
  if (noted.headers === undefined) {
    const reason = 'nothing answers';
    return [
      configuration,
      { check: 'reachability', result: 'wrong', text: `${messageOf(answer)}${aboutTime(answer)}` },
      skipped('credentials', reason),
      skipped('clock', reason),
    ];
  }
  const wrongSecret = new BlokSecClient({
    ...settings,
    applicationSecret: randomBytes(24).toString('hex'),
  });
  return [
    configuration,
    reachability(answer, noted),
    await credentials(answer, () => ask(wrongSecret, signal)),
    examineClock(noted.headers.get('date'), noted.receivedAt ?? Date.now()),
  ];
}

/** What BlokSec says to a harmless question: the error, or undefined for a registration. */
async function ask(client: BlokSecClient, signal: AbortSignal): Promise<unknown> {
  try {
    await client.getRegistration(nobodysId, { signal });
    return undefined;
  } catch (error) {
    if (isBlokSecError(error) && error.code === 'aborted') throw error;
    return error;
  }
}

function reachability(answer: unknown, { headers, tookMs = 0 }: Noted): Finding {
  const check = 'reachability';
  const kind = headers?.has('x-bloksec-sandbox') === true ? 'a sandbox' : 'something';
  if (answersAsBlokSec(answer)) {
    return { check, result: 'ok', text: `${kind} answers, in ${Math.ceil(tookMs)} ms` };
  }
  return { check, result: 'wrong', text: messageOf(answer) };
}

async function credentials(answer: unknown, askWrongly: () => Promise<unknown>): Promise<Finding> {
  const check = 'credentials';
  if (!answersAsBlokSec(answer)) return skipped(check, 'the address does not answer as BlokSec');
  if (codeOf(answer) === 'credentials-refused') {
    return { check, result: 'wrong', text: messageOf(answer) };
  }
  // Any web server says 404: only one that tells a right secret from a wrong one has looked at it.
  const other = await askWrongly();
  if (codeOf(other) === 'credentials-refused') {
    return { check, result: 'ok', text: 'accepted; a wrong secret is refused' };
  }
  return {
    check,
    result: 'wrong',
    text:
      'The address answers a wrong secret just like the right one: it is hardly BlokSec. ' +
      'Check BLOKSEC_API_URL.',
  };
}

function answersAsBlokSec(answer: unknown): boolean {
  const code = codeOf(answer);
  return (
    answer === undefined || code === 'registration-not-found' || code === 'credentials-refused'
  );
}

function codeOf(error: unknown): string | undefined {
  return isBlokSecError(error) ? error.code : undefined;
}

/** Certificates have dates: a clock that is wrong makes good ones look bad. */
function aboutTime(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code !== 'CERT_HAS_EXPIRED' && code !== 'CERT_NOT_YET_VALID') return '';
  return ` Its dates do not fit: is it ${new Date().toISOString()} now?`;
}

function skipped(check: Finding['check'], reason: string): Finding {
  return { check, result: 'skipped', text: reason };
}

function noting(noted: Noted): BlokSecFetch {
  return async (url, init) => {
    const startedAt = performance.now();
    const response = await fetch(url, init);
    noted.headers = response.headers;
    noted.receivedAt = Date.now();
    noted.tookMs = performance.now() - startedAt;
    return response;
  };
}
