import { createHmac, randomBytes } from 'node:crypto';

const mac = (text: string): string =>
  createHmac('sha256', 'the bank of the tests').update(text).digest('base64url');

/** A session that any instance can check by itself: account name, a random part, and their HMAC. */
export const newSession = (accountName: string): string => {
  const text = `${encodeURIComponent(accountName)}.${randomBytes(8).toString('hex')}`;
  return `${text}.${mac(text)}`;
};

/** Whose session it is; undefined where nobody of ours made it. */
export const sessionUser = (session: string | undefined): string | undefined => {
  const [name = '', random = '', signature] = session?.split('.') ?? [];
  return signature === mac(`${name}.${random}`) ? decodeURIComponent(name) : undefined;
};
