import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface TestApi {
  /** The environment of an application that this API knows. */
  readonly env: Record<string, string>;
  /** The bodies of the requests so far. */
  readonly bodies: ReadonlyArray<Record<string, unknown>>;
  /** The accounts that were to be registered, in the order of the requests. */
  readonly accounts: readonly unknown[];
  /** Fulfilled by the next request. */
  nextRequest(): Promise<void>;
}

/** An API that fails as a test wants it to: a real server on a free port of 127.0.0.1. Ends with the test. */
export async function startApi(
  answer: (
    response: ServerResponse,
    number: number,
    body: Record<string, unknown>,
    path: string,
  ) => void,
): Promise<TestApi> {
  const bodies: Record<string, unknown>[] = [];
  let onRequest: () => void = () => undefined;
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    void text(request).then(
      (content) => {
        onRequest();
        const body = JSON.parse(content || '{}') as Record<string, unknown>;
        answer(response, bodies.push(body), body, request.url ?? '');
      },
      () => response.destroy(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  return {
    bodies,
    nextRequest: () =>
      new Promise((resolve) => {
        onRequest = resolve;
      }),
    get accounts() {
      return bodies.map(({ account }) => (account as { readonly name: unknown }).name);
    },
    env: {
      BLOKSEC_APPLICATION_ID: 'harbour-bank',
      BLOKSEC_APPLICATION_SECRET: randomBytes(24).toString('hex'),
      BLOKSEC_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  };
}

/** Answers as BlokSec does to an invitation. */
export function invited(response: ServerResponse, number: number): void {
  response.writeHead(201).end(JSON.stringify({ registrationId: `r${number}` }));
}
