const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** Turns the ES256 signature (r, s) of a compact JWS into (r, n − s), which verifies as well. */
export function malleate(jws: string): string {
  const [header, payload, signature] = jws.split('.') as [string, string, string];
  const bytes = Buffer.from(signature, 'base64url');
  const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  const twin = Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex');
  const twinSignature = Buffer.concat([bytes.subarray(0, 32), twin]).toString('base64url');
  return `${header}.${payload}.${twinSignature}`;
}
