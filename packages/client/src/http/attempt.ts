import { connectionFailure } from '../errors/connection-failure.ts';
import type { Settings } from '../resolve-options.ts';
import type { BlokSecFetchResponse } from './bloksec-fetch.ts';
import type { Call } from './call.ts';
import type { Exchange } from './exchange.ts';
import { discardBody } from './answer/read-body.ts';
import { refuseRedirect, refuseSandboxInProduction } from './answer/refuse-origin.ts';
import { urlOf } from './url-of.ts';

/** Sends a call once. The body of the answer is still to be read. */
export async function attempt<Answer>(
  settings: Settings,
  call: Call<Answer>,
  exchange: Exchange,
): Promise<BlokSecFetchResponse> {
  const response = await send(settings, call, exchange);
  try {
    refuseRedirect(response, call.route);
    refuseSandboxInProduction(response);
  } catch (error) {
    await discardBody(response);
    throw error;
  }
  return response;
}

async function send<Answer>(
  settings: Settings,
  call: Call<Answer>,
  exchange: Exchange,
): Promise<BlokSecFetchResponse> {
  const url = urlOf(call.baseUrl ?? settings.apiUrl, call.path, call.query);
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  exchange.attemptStarts({ method: call.method, route: call.route, origin: new URL(url).origin });
  try {
    const response = await settings.fetch(url, {
      method: call.method,
      headers: {
        accept: call.accept,
        ...(call.credentials ? credentials(settings) : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: exchange.signal,
    });
    exchange.attemptAnswered(response.status);
    return response;
  } catch (error) {
    exchange.attemptFailed(connectionFailure(error).delivered);
    throw error;
  }
}

function credentials({ applicationId, applicationSecret }: Settings): Record<string, string> {
  return { 'x-application-id': applicationId, 'x-application-secret': applicationSecret };
}
