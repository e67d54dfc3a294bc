import { BlokSecClient, type BlokSecFetch } from '@bloksec/client';
import axios from 'axios';
import ky, { type Options } from 'ky';
import { http2Fetch } from '../../examples/http2-fetch.ts';

/** Asks for one approval, and reads its answer. */
export type Ask = (signal: AbortSignal) => Promise<unknown>;

export const contenders = [
  'fetch',
  'ky',
  'ky without retries',
  'axios',
  'client',
  'client, HTTP/2',
] as const;
export type Contender = (typeof contenders)[number];

const credentials = { applicationId: 'harbour-bank', applicationSecret: 'x'.repeat(48) } as const;
const request = { accountName: 'user@example.com', summary: 'Log in to Harbour Bank' } as const;
const timeoutMs = 120_000;

/** The same request for all: what the client sends, and its time limit where there is one. */
const headers = {
  accept: 'application/json',
  'x-application-id': credentials.applicationId,
  'x-application-secret': credentials.applicationSecret,
} as const;
const body = {
  appDID: credentials.applicationId,
  accountName: request.accountName,
  requestSummary: request.summary,
  requestDetails: request.summary,
  nonce: '0'.repeat(40),
} as const;

/** How a contender asks, at a base address of the API. */
export function askerOf(contender: Contender, certificate: string): (apiUrl: string) => Ask {
  switch (contender) {
    case 'fetch':
      return (apiUrl) => async (signal) => {
        const response = await fetch(`${apiUrl}/auth`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
          redirect: 'manual',
          signal,
        });
        return response.json();
      };
    case 'ky':
      return (apiUrl) => kyAsk(apiUrl, {});
    case 'ky without retries':
      return (apiUrl) => kyAsk(apiUrl, { retry: 0 });
    case 'axios':
      return (apiUrl) => (signal) =>
        axios.post(`${apiUrl}/auth`, body, {
          headers,
          maxRedirects: 0,
          timeout: timeoutMs,
          signal,
        });
    case 'client':
      return (apiUrl) => clientAsk(apiUrl);
    case 'client, HTTP/2': {
      // One for all, since it holds the connections.
      const shared = http2Fetch(certificate);
      return (apiUrl) => clientAsk(apiUrl, shared);
    }
  }
}

function kyAsk(apiUrl: string, more: Options): Ask {
  return (signal) =>
    ky
      .post(`${apiUrl}/auth`, {
        json: body,
        headers,
        redirect: 'manual',
        timeout: timeoutMs,
        signal,
        ...more,
      })
      .json();
}

function clientAsk(apiUrl: string, ownFetch?: BlokSecFetch): Ask {
  const client = new BlokSecClient({ ...credentials, apiUrl, fetch: ownFetch });
  return (signal) => client.authenticate(request, { signal });
}
