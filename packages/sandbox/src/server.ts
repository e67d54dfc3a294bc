import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { api } from './api/api.ts';
import { Faults } from './api/faults/faults.ts';
import { Recorder } from './api/recording/recorder.ts';
import { addressesAt } from './http/addresses.ts';
import { byHost } from './http/hosts.ts';
import type { Serve } from './http/hosts.ts';
import { InFlight } from './http/in-flight.ts';
import { listen } from './http/listen.ts';
import { Refusal, answerError } from './http/refusal.ts';
import { consoleHost } from './pages/console-host.ts';
import { inboxHost } from './pages/inbox-host.ts';
import { phoneHost } from './pages/phone-host.ts';
import { openState } from './state/open-state.ts';
import { randomToken } from './state/random.ts';
import type { Limits, State } from './state/state.ts';

/** A sandbox that serves. */
export interface Server {
  readonly state: State;
  readonly recorder: Recorder;
  readonly faults: Faults;
  /** The console's address with the token of this run. */
  readonly console: string;
  close(): Promise<void>;
}

/** Takes the port, then the data; serves once both are there. */
export async function startServer(
  port: number,
  dataDir: string | undefined,
  limits: Limits,
): Promise<Server> {
  const inFlight = new InFlight();
  let serve: Serve<HttpBindings> = starting;
  const listener = getRequestListener(
    (request, env) => inFlight.track(serve(request, env as HttpBindings)),
    { overrideGlobalObjects: false, errorHandler: badRequest },
  );
  const listening = await listen(port, (incoming, outgoing) => void listener(incoming, outgoing));
  try {
    const { state, close } = await openState(dataDir, addressesAt(listening.port), limits);
    const token = randomToken();
    const recorder = new Recorder(state);
    const faults = new Faults();
    serve = byHost<HttpBindings>({
      api: api(state, recorder, faults).fetch,
      phone: phoneHost(state).fetch,
      inbox: inboxHost(state).fetch,
      console: consoleHost(state, token).fetch,
    });
    return {
      state,
      recorder,
      faults,
      console: `${state.addresses.pages.console}/?token=${token}`,
      close: once(async () => {
        await listening.close();
        await inFlight.settled();
        await close();
      }),
    };
  } catch (error) {
    await listening.close();
    throw error;
  }
}

/** Ending twice is ending once. */
function once(end: () => Promise<void>): () => Promise<void> {
  let ended: Promise<void> | undefined;
  return () => (ended ??= end());
}

const starting: Serve<HttpBindings> = () =>
  new Refusal(503, 'The sandbox is just starting. Try again.', {
    headers: { 'retry-after': '1' },
  }).response();

/** For what is no proper HTTP request, such as one without a Host. */
function badRequest(error: unknown): Response {
  return error instanceof Error && error.name === 'RequestError'
    ? new Refusal(400, 'The request line or the Host header is not proper HTTP.').response()
    : answerError(error);
}
