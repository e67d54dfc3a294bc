import { getEventListeners } from 'node:events';
import { request } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { inspect } from 'node:util';
import { vi } from 'vitest';
import { BlokSecClient, isBlokSecError, type BlokSecFetch } from '../../src/index.ts';
import { applicationSecret } from '../helpers/test-client.ts';
import type { Certificate, Expected, Fault, Result } from './fault.ts';
import { startFaultServer, type FaultServer } from './fault-server.ts';
import { canaries, type Method } from './methods.ts';
import type { HandleWatch } from './open-handles.ts';

const writeToken = `write-${applicationSecret}`;
const secrets = [applicationSecret, writeToken, ...Object.values(canaries)];

/** What came of it when a method met a fault, and what is wrong besides. */
export interface Meeting {
  readonly outcome: Expected;
  /** What was left behind, or leaked. */
  readonly wrong: readonly string[];
}

/** What all meetings share. */
export interface Surroundings {
  readonly watch: HandleWatch;
  readonly certificates: Readonly<Record<Certificate, SecureContextOptions>>;
}

/** Lets one method meet one fault, on a server of its own. */
export async function meet(
  method: Method,
  fault: Fault,
  { watch, certificates }: Surroundings,
): Promise<Meeting> {
  const controller = new AbortController();
  const { signal } = controller;
  let headArrived = Promise.withResolvers<void>();
  const other = await startFaultServer({}, undefined, ({ response }) => response.end());
  const server = await startFaultServer(fault, certificateOf(fault, certificates), (part) => {
    headArrived = Promise.withResolvers();
    fault.answer?.({ ...part, method, headArrived: headArrived.promise, otherUrl: other.url });
    if (fault.abort === 'while nothing is answered') controller.abort();
  });
  if (fault.place === 'nothing listens') await server.close();
  const trust = fetchTrusting(certificateOf(fault, certificates)?.cert);
  const client = clientFor(method, fault, server.url, trust, () => {
    headArrived.resolve();
    if (fault.abort === 'while the body comes') controller.abort();
  });
  if (fault.abort === 'before') controller.abort();

  const { result, stillOpen } = await watch.run(() =>
    method.call(client, { signal }).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    ),
  );
  if (fault.abort === 'after') controller.abort();

  const wrong = [
    ...('error' in result ? leaks(result.error) : []),
    ...getEventListeners(signal, 'abort').map(() => 'a listener is left on the signal'),
    ...(await left(server, stillOpen)),
    ...(server.bytesWritten() > (fault.mostBytes ?? Infinity) ? ['it read far too much'] : []),
    ...(other.requests() > 0 ? ['the other origin was asked'] : []),
  ];
  const requests = server.requests();
  await Promise.all([server.close(), other.close()]);
  return { outcome: { ...described(result), requests }, wrong };
}

function certificateOf(
  { place }: Fault,
  certificates: Surroundings['certificates'],
): SecureContextOptions | undefined {
  return place === undefined || place === 'unknown host' || place === 'nothing listens'
    ? undefined
    : certificates[place];
}

function clientFor(
  { dialect }: Method,
  { place, options }: Fault,
  url: string,
  trust: BlokSecFetch,
  onHead: () => void,
): BlokSecClient {
  return new BlokSecClient({
    applicationId: 'harbour-bank',
    applicationSecret,
    apiUrl: place === 'unknown host' ? 'https://bloksec.invalid' : url,
    onResponse: ({ status }) => status !== undefined && onHead(),
    ...(dialect === 'older' ? { dialect, writeToken } : {}),
    // Wrong in one way only: a certificate that is not to be refused for being self-signed is trusted.
    ...(place === 'expired' || place === 'of another host' ? { fetch: trust } : {}),
    ...(place === 'unknown host' ? { timeoutMs: 30_000 } : {}),
    ...options,
  });
}

/** A `fetch` with a CA of its own, which Node's cannot have; for requests that are not answered. */
function fetchTrusting(ca: SecureContextOptions['ca']): BlokSecFetch {
  return (url, { method, headers, body, signal }) =>
    new Promise((_resolve, reject) => {
      request(url, { ca, method, headers, signal })
        .once('error', (cause) => reject(new TypeError('fetch failed', { cause })))
        .once('response', () => reject(new Error('This certificate was not refused.')))
        .end(body);
    });
}

type Settled = { readonly value: string } | { readonly error: unknown };

function described(result: Settled): Result {
  if ('value' in result) return result;
  const { error } = result;
  if (!isBlokSecError(error)) return { value: `a foreign error: ${String(error)}` };
  const { code, delivered, retryable } = error;
  return { code, delivered, retryable };
}

function leaks(error: unknown): string[] {
  const printed = [inspect(error, { depth: 10 }), JSON.stringify(error)].join('\n');
  return secrets.filter((secret) => printed.includes(secret)).map((secret) => `${secret} leaks`);
}

/** The sockets and timers that do not go away by themselves. */
async function left(server: FaultServer, stillOpen: () => string[]): Promise<string[]> {
  const open = (): string[] => [
    ...stillOpen().map((type) => `a ${type} is left`),
    ...Array.from({ length: server.openSockets() }, () => 'a socket is left at the server'),
  ];
  // Closing takes turns of the event loop.
  await vi.waitUntil(() => open().length === 0, { timeout: 5000, interval: 5 }).catch(() => null);
  return open();
}
