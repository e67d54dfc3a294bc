import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { BlokSecClient, BlokSecError, type BlokSecClientOptions } from '../../src/index.ts';

/** Made afresh for each run: nothing that could be copied from a test into an application. */
export const applicationSecret: string = randomBytes(24).toString('hex');

export function testClient(apiUrl: string, options: BlokSecClientOptions = {}): BlokSecClient {
  return new BlokSecClient({
    applicationId: 'harbour-bank',
    applicationSecret,
    apiUrl,
    ...options,
  });
}

export const login = {
  accountName: 'user@example.com',
  summary: 'Log in to Harbour Bank',
} as const;

/** The error that a promise rejects with; fails where there is none, or a foreign one. */
export async function errorOf(promise: Promise<unknown>): Promise<BlokSecError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const error = 'error' in outcome ? outcome.error : undefined;
  expect(error).toBeInstanceOf(BlokSecError);
  return error as BlokSecError;
}
