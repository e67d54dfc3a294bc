import type { DisplayPair } from '../gate/description.ts';
import type { GateRequest } from '../gate/gate-request.ts';
import { browserName } from '../http/browser-name.ts';
import { headerValue } from '../http/header-value.ts';

/** Where a request came from, for people: only what the framework trusts. */
export interface Asker {
  /** For example `Firefox on Linux`. */
  readonly browser: string;
  readonly address: string | undefined;
}

export const askerOf = (request: GateRequest): Asker => ({
  browser: browserName(headerValue(request.headers, 'user-agent')),
  address: request.clientAddress?.replace(/^::ffff:/, ''),
});

/** The line of the phone that tells it. */
export const fromLine = ({ browser, address }: Asker): DisplayPair => [
  'From',
  `${browser}, ${address ?? 'unknown address'}`,
];
