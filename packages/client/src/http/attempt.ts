import type { Settings } from '../resolve-options.ts';
import type { Call } from './call.ts';
import { connectionFailure } from '../errors/connection-failure.ts';
import type { Exchange } from './exchange.ts';
import { discardBody } from './read-body.ts';
import { refuseRedirect, refuseSandboxInProduction } from './refuse-origin.ts';

/** Sends a call once. The body of the answer is still to be read, where it says anything. */
export async function attempt(
  settings: Settings,
  call: Call,
  exchange: Exchange,
): Promise<Response> {
  const response = await send(settings, call, exchange);
  try {
    refuseRedirect(response, call.route);
    refuseSandboxInProduction(response);
  } catch (error) {
    await discardBody(response);
    throw error;
  }
  // A 401 has two meanings, which its body tells apart. Of the other refusals the status says all.
  if (response.status >= 400 && response.status !== 401) await discardBody(response);
  return response;
}

async function send(settings: Settings, call: Call, exchange: Exchange): Promise<Response> {
  const path = call.path.map((segment) => encodeURIComponent(segment)).join('/');
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  exchange.attemptStarts();
  try {
    const response = await settings.fetch(`${settings.apiUrl}/${path}`, {
      method: call.method,
      headers: {
        accept: 'application/json',
        'x-application-id': settings.applicationId,
        'x-application-secret': settings.applicationSecret,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: exchange.signal,
    });
    exchange.attemptEnds('yes');
    return response;
  } catch (error) {
    exchange.attemptEnds(connectionFailure(error).delivered);
    throw error;
  }
}
