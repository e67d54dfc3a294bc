import type { DisplayPair } from '../gate/description.ts';
import type { GateRequest } from '../gate/gate-request.ts';
import { browserName } from '../http/browser-name.ts';
import { headerValue } from '../http/header-value.ts';

/** Where the request came from, for the person at the phone: only what the framework trusts. */
export const whereFrom = (request: GateRequest): DisplayPair => {
  const address = request.clientAddress?.replace(/^::ffff:/, '') ?? 'unknown address';
  return ['From', `${browserName(headerValue(request.headers, 'user-agent'))}, ${address}`];
};
