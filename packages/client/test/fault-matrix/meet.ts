import { getEventListeners } from 'node:events';
import type { SecureContextOptions } from 'node:tls';
import { inspect } from 'node:util';
import { Agent, fetch as undiciFetch } from 'undici';
import { vi } from 'vitest';
import { BlokSecClient, isBlokSecError, type BlokSecClientOptions } from '../../src/index.ts';
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
  const agent = new Agent({ connect: trusting(fault, certificates) });
  const client = clientFor(method, fault, server.url, agent, () => {
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
  await agent.close();

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

/** A certificate is wrong in one way only: where it is not self-signed that counts, it is trusted. */
function trusting(fault: Fault, certificates: Surroundings['certificates']) {
  const { cert } = certificateOf(fault, certificates) ?? {};
  return cert === undefined || fault.place === 'self-signed' ? {} : { ca: cert };
}

function clientFor(
  { dialect }: Method,
  { place, options }: Fault,
  url: string,
  agent: Agent,
  onHead: () => void,
): BlokSecClient {
  return new BlokSecClient({
    applicationId: 'harbour-bank',
    applicationSecret,
    apiUrl: place === 'unknown host' ? 'https://bloksec.invalid' : url,
    onResponse: ({ status }) => status !== undefined && onHead(),
    ...(dialect === 'older' ? { dialect, writeToken } : {}),
    ...(place === 'expired' || place === 'of another host' ? { fetch: fetchThrough(agent) } : {}),
    ...(place === 'unknown host' ? { timeoutMs: 30_000 } : {}),
    ...options,
  });
}

function fetchThrough(dispatcher: Agent): NonNullable<BlokSecClientOptions['fetch']> {
  return async (url, init) =>
    (await undiciFetch(url, { ...init, dispatcher })) as unknown as Response;
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
