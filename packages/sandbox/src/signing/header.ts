import type { JWSHeaderParameters, JWTHeaderParameters } from 'jose';
import { Refusal } from '../http/refusal.ts';

/**
 * Demands that a header has exactly these members: a key that comes along (`jwk`, `jku`, `x5u`, `x5c`) is never used, and
 * `crit` or `b64` would change what is signed.
 */
export function demandMembers(
  header: JWSHeaderParameters | JWTHeaderParameters,
  members: readonly string[],
): void {
  const found = Object.keys(header).toSorted();
  if (found.join() !== [...members].toSorted().join()) {
    throw new Refusal(
      400,
      `The header of the JWS must have exactly ${members.join(', ')}; this one has ${found.join(', ')}.`,
    );
  }
}
