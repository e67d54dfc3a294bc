/** An RFC 7638 thumbprint as a URN (RFC 9278). */
export function thumbprintUrn(kid: string): string {
  return `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${kid}`;
}
