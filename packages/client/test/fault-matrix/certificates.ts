import type { SecureContextOptions } from 'node:tls';
import { generate } from 'selfsigned';
import type { Certificate } from './fault.ts';

const day = 24 * 60 * 60 * 1000;

/** Keys and certificates for 127.0.0.1, each wrong in its own way. Made afresh for each run. */
export async function makeCertificates(): Promise<Record<Certificate, SecureContextOptions>> {
  const [right, expired, ofAnotherHost] = await Promise.all([
    make('127.0.0.1', new Date(Date.now() + day)),
    make('127.0.0.1', new Date(Date.now() - day)),
    make('127.0.0.2', new Date(Date.now() + day)),
  ]);
  return { 'self-signed': right, expired, 'of another host': ofAnotherHost };
}

async function make(ip: string, notAfterDate: Date): Promise<SecureContextOptions> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: ip }], {
    keyType: 'ec',
    notBeforeDate: new Date(Date.now() - 2 * day),
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip }] }],
  });
  return { key, cert };
}
