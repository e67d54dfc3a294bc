import type { RequestHeaders } from '../gate/gate-request.ts';

/** A field's value as one text; undefined where it is absent. */
export const headerValue = (headers: RequestHeaders, name: string): string | undefined => {
  const value = headers[name];
  return value === undefined || typeof value === 'string' ? value : value.join(', ');
};
