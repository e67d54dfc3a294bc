import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { Database } from '../database/database.ts';
import { algorithm } from '../protocol.ts';

/** The key that signs requests to phones. Phones pin its public half when they are linked. */
export interface ServerKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
}

/** The database's key; made when there is none yet. */
export async function loadServerKey(db: Database): Promise<ServerKey> {
  const kept = await db.selectFrom('server_keys').selectAll().executeTakeFirst();
  if (kept !== undefined) {
    const privateKey = await importJWK(kept.private_key, algorithm);
    return { kid: kept.kid, privateKey: privateKey as CryptoKey, publicKey: kept.public_key };
  }
  const pair = await generateKeyPair(algorithm, { extractable: true });
  const publicKey = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicKey);
  await db
    .insertInto('server_keys')
    .values({
      kid,
      private_key: JSON.stringify(await exportJWK(pair.privateKey)),
      public_key: JSON.stringify(publicKey),
      created_at: new Date(),
    })
    .execute();
  return { kid, privateKey: pair.privateKey, publicKey };
}
