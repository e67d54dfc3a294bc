import type { Fault } from './api/faults/faults.ts';
import type { RecordedRequest } from './api/recording/recorder.ts';
import type { PageAddresses } from './http/addresses.ts';
import { refuseProduction } from './refuse-production.ts';
import { startServer } from './server.ts';
import { createApplication, findApplication, rotateSecret } from './state/applications.ts';
import { defaultLimits } from './state/default-limits.ts';
import type { State } from './state/state.ts';
import { linkAccount } from './test-kit/link-account.ts';
import type { Phone } from './test-kit/phone.ts';
import { ScreenlessPhone } from './test-kit/screenless-phone.ts';

/** How a sandbox is made. */
export interface SandboxOptions {
  /** The port on the loopback interface; default 0, any free one. */
  readonly port?: number | undefined;
  /**
   * The folder that keeps everything over a restart, made where it is missing. Default: nothing is kept. One sandbox
   * at a time can use a folder.
   */
  readonly dataDir?: string | undefined;
  /** What phones show as the application; default `Test application`. */
  readonly applicationName?: string | undefined;
  /** How long `POST /auth` waits for the phone before it answers `expired`, in milliseconds; default 120 000 (assumed). */
  readonly authTimeoutMs?: number | undefined;
  /** How long the link of an invitation can be used, in milliseconds; default 1 800 000, 30 minutes. */
  readonly registrationTimeoutMs?: number | undefined;
}

/** BlokSec on this machine: a real server, with phones that really sign. */
export interface Sandbox {
  /** The base address of the API, by its loopback address. */
  readonly url: string;
  /** What a person opens in a browser. The console's address holds the token of this run. */
  readonly pages: PageAddresses;
  /** An application, ready to be used. Where the folder has it from an earlier run it gets a new secret. */
  readonly application: { readonly id: string; readonly secret: string; readonly name: string };
  /** The same as the environment variables that an application reads. */
  readonly env: {
    readonly BLOKSEC_APPLICATION_ID: string;
    readonly BLOKSEC_APPLICATION_SECRET: string;
    readonly BLOKSEC_API_URL: string;
  };
  /** A new phone without a screen. It makes real keys and signatures, and reaches the sandbox only by HTTP. */
  phone(): Promise<Phone>;
  /** Invites an account and accepts the invitation, by HTTP; on a new phone where none is given. */
  link(accountName: string, phone?: Phone): Promise<Phone>;
  /** Every call of the API since the start, those of `link` included. */
  requests(): readonly RecordedRequest[];
  /** Lets the next calls of the API meet this fault instead; `times` (default 1) of them. */
  failNext(fault: Fault, times?: number): void;
  /** Ends every connection, waiting calls too. What is in the folder stays. */
  close(): Promise<void>;
}

/**
 * Starts a sandbox.
 * @throws where `NODE_ENV` is `production`, the port is taken, or the folder cannot be used.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  refuseProduction();
  const server = await startServer(options.port ?? 0, options.dataDir, {
    authTimeoutMs: options.authTimeoutMs ?? defaultLimits.authTimeoutMs,
    registrationTimeoutMs: options.registrationTimeoutMs ?? defaultLimits.registrationTimeoutMs,
  });
  const { state, recorder, faults } = server;
  const url = state.addresses.loopback;
  const name = options.applicationName ?? 'Test application';
  const application = await ownApplication(state, name).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  return {
    url,
    pages: { ...state.addresses.pages, console: server.console },
    application,
    env: {
      BLOKSEC_APPLICATION_ID: application.id,
      BLOKSEC_APPLICATION_SECRET: application.secret,
      BLOKSEC_API_URL: url,
    },
    phone: async () => new ScreenlessPhone(),
    link: async (accountName, phone = new ScreenlessPhone()) => {
      await linkAccount(
        { url, application, inbox: state.addresses.pages.inbox },
        accountName,
        phone,
      );
      return phone;
    },
    requests: () => recorder.requests(),
    failNext: (fault, times = 1) => faults.add(fault, times),
    close: () => server.close(),
  };
}

async function ownApplication(state: State, name: string): Promise<Sandbox['application']> {
  const existing = await findApplication(state, name);
  const credentials =
    (existing && (await rotateSecret(state, existing.id))) ??
    (await createApplication(state, name));
  return { ...credentials, name };
}
