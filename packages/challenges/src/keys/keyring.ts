import {
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';

/** What one secret yields. */
export interface Keys {
  /** Short public name of the key; records and cookies carry it, so that a secret can rotate. */
  readonly id: string;
  /** HMAC-SHA-256 over a labelled list of strings, base64url. As JSON, so that no value can shift into the next. */
  mac(label: string, ...values: readonly string[]): string;
  /** Encrypts and authenticates a JSON value (JWE compact, `dir`, A256GCM). */
  seal(label: string, value: unknown): Promise<string>;
}

/** Every key that may still be met: the current one first. */
export interface Keyring {
  readonly current: Keys;
  readonly all: readonly Keys[];
  byId(id: string): Keys | undefined;
  /** Opens what `seal` made under any key of the ring; undefined for anything else. */
  unseal(label: string, sealed: string): Promise<unknown>;
}

/** SHA-256 of UTF-8 text, base64url: how ids are stored. */
export const sha256 = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('base64url');

/** Compares two digests without telling by time where they differ. */
export const sameDigest = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const derive = (secret: string, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `bloksec-challenges/1 ${use}`, 32)));

interface KeysAndSealing extends Keys {
  readonly sealingKey: KeyObject;
}

const keysFrom = (secret: string): KeysAndSealing => {
  const macKey = derive(secret, 'mac');
  const sealingKey = derive(secret, 'seal');
  const id = derive(secret, 'id').export().toString('base64url').slice(0, 8);
  return {
    id,
    sealingKey,
    mac: (label, ...values) =>
      createHmac('sha256', macKey)
        .update(JSON.stringify([label, ...values]))
        .digest('base64url'),
    seal: (label, value) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id, typ: label })
        .encrypt(sealingKey),
  };
};

/** Derives all keys by HKDF (RFC 5869) from the application secret and those before it. */
export const createKeyring = (secret: string, previousSecrets: readonly string[] = []): Keyring => {
  const current = keysFrom(secret);
  const all = [current, ...previousSecrets.map(keysFrom)];
  const byId = (id: string): KeysAndSealing | undefined => all.find((keys) => keys.id === id);
  return {
    current,
    all,
    byId,
    unseal: async (label, sealed) => {
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(
          sealed,
          (header) => {
            const keys = byId(header.kid ?? '');
            if (keys === undefined) throw new Error('unknown key');
            return keys.sealingKey;
          },
          { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
        );
        if (protectedHeader.typ !== label) return undefined;
        return JSON.parse(new TextDecoder().decode(plaintext)) as unknown;
      } catch {
        return undefined;
      }
    },
  };
};
