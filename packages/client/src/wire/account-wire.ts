import type { Account } from '../account.ts';
import type { JsonObject } from './json-object.ts';

/** The answer to `PATCH /account/{applicationId}/{accountName}`: that there is one says all; what is in it is assumed. */
export function parseAccount(answer: JsonObject, asked: string): Account {
  const { accountName } = answer;
  return {
    accountName: typeof accountName === 'string' && accountName !== '' ? accountName : asked,
  };
}
