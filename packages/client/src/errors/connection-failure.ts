import { innermost, textOf } from './safe-cause.ts';

/** What a failed `fetch` says about the request. */
export interface ConnectionFailure {
  /** `no` only where the connection certainly never stood. */
  readonly delivered: 'no' | 'unknown';
  /** Whether it may be gone a moment later. */
  readonly transient: boolean;
  /** What to look at. */
  readonly advice: string;
}

const notListening = 'Nothing accepts connections there. Is the address right, is the service up?';
const unknownHost = 'The host name could not be looked up. Is it right, does DNS work?';
const tooSlow =
  'The connection could not be made in time. Does a firewall or a proxy stand between?';
const untrusted =
  'The certificate of that address is not trusted. Check the address; for an own CA set NODE_EXTRA_CA_CERTS.';
const lost = 'The connection was lost.';

// As Node's DNS and sockets, and undici, spell them.
const neverConnected: Readonly<Record<string, string>> = {
  ECONNREFUSED: notListening,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  UND_ERR_CONNECT_TIMEOUT: tooSlow,
};

// Found out while TLS is being set up, before any byte of the request is sent.
const certificateCodes: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Reads the code that Node's `fetch` leaves in the cause. Other runtimes leave none: then nothing is certain. */
export function connectionFailure(error: unknown): ConnectionFailure {
  const cause = innermost(error);
  // Several addresses of one host were tried: nothing was sent only if that is so for each.
  const failures = cause instanceof AggregateError ? cause.errors.map(single) : [single(cause)];
  return (
    failures.find(({ delivered }) => delivered === 'unknown') ?? failures[0] ?? single(undefined)
  );
}

function single(error: unknown): ConnectionFailure {
  const code = textOf(error, 'code');
  const syscall = textOf(error, 'syscall');
  if (certificateCodes.has(code)) return { delivered: 'no', transient: false, advice: untrusted };
  const advice = neverConnected[code] ?? (syscall === 'connect' ? notListening : undefined);
  return advice === undefined
    ? { delivered: 'unknown', transient: true, advice: lost }
    : { delivered: 'no', transient: true, advice };
}
