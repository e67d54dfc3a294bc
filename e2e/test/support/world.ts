import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { BlokSecClient } from '@bloksec/client';
import { type ServerProcess, startServer } from './server-process.ts';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The sandbox and the bank as real processes on free ports, with all they remember in a folder of their own. */
export interface World {
  readonly bank: string;
  readonly api: string;
  readonly pages: { readonly inbox: string; readonly phone: string; readonly console: string };
  /** The application's three variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Calls the sandbox as the bank does. */
  readonly client: BlokSecClient;
  /** Ends the sandbox as a power cut would. */
  killSandbox(): Promise<void>;
  /** Starts it again: same port, same data. */
  restartSandbox(): Promise<void>;
  end(): Promise<void>;
}

export const createWorld = async (): Promise<World> => {
  const folder = await mkdtemp(join(tmpdir(), 'bloksec-e2e-'));
  const envFile = join(folder, 'application.env');
  const startSandbox = (port: string): Promise<ServerProcess> =>
    startServer(
      root('packages/sandbox/dist/main.js'),
      [
        '--port',
        port,
        '--data',
        join(folder, 'sandbox'),
        '--application',
        'Harbour Bank',
        '--env-file',
        envFile,
      ],
      {},
    );
  let sandbox = await startSandbox('0');
  const { url: api, pages } = sandbox.listening;
  if (pages === undefined) throw new Error('The sandbox did not say where its pages are.');
  const env = parseEnv(await readFile(envFile, 'utf8')) as Record<string, string>;
  const bank = await startServer(root('apps/sample-nestjs/dist/main.js'), [], {
    ...env,
    PORT: '0',
    BANK_DATA_DIR: join(folder, 'bank'),
  });
  return {
    bank: bank.listening.url,
    api,
    pages,
    env,
    client: new BlokSecClient({
      applicationId: env['BLOKSEC_APPLICATION_ID'],
      applicationSecret: env['BLOKSEC_APPLICATION_SECRET'],
      apiUrl: env['BLOKSEC_API_URL'],
    }),
    killSandbox: () => sandbox.kill(),
    restartSandbox: async () => {
      sandbox = await startSandbox(new URL(api).port);
    },
    end: async () => {
      await Promise.all([bank.end(), sandbox.end()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
