import { BlokSecClient, type BlokSecFetch } from '@bloksec/client';
import axios from 'axios';
import ky from 'ky';
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

export function askWith(contender: Contender, apiUrl: string, certificate: string): Ask {
  const url = `${apiUrl}/auth`;
  switch (contender) {
    case 'fetch':
      return async (signal) => {
        const response = await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
          redirect: 'manual',
          signal,
        });
        return response.json();
      };
    case 'ky':
      return (signal) =>
        ky
          .post(url, { json: body, headers, redirect: 'manual', timeout: timeoutMs, signal })
          .json();
    case 'ky without retries':
      return (signal) =>
        ky
          .post(url, {
            json: body,
            headers,
            redirect: 'manual',
            timeout: timeoutMs,
            signal,
            retry: 0,
          })
          .json();
    case 'axios':
      return (signal) =>
        axios.post(url, body, { headers, maxRedirects: 0, timeout: timeoutMs, signal });
    case 'client':
      return clientAsk(apiUrl);
    case 'client, HTTP/2':
      return clientAsk(apiUrl, http2Fetch(certificate));
  }
}

function clientAsk(apiUrl: string, ownFetch?: BlokSecFetch): Ask {
  const client = new BlokSecClient({ ...credentials, apiUrl, fetch: ownFetch });
  return (signal) => client.authenticate(request, { signal });
}
