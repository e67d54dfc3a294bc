import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import { Refusal } from '../../http/refusal.ts';
import type { ApiEnvironment } from '../environment.ts';
import type { Fault, Faults } from './faults.ts';

/** Lets a call meet the fault that is next, if any. */
export function meetFaults(faults: Faults): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    const fault = faults.take();
    if (fault === undefined) {
      await next();
      return;
    }
    if (!('cut' in fault)) {
      return 'hang' in fault ? hang(c) : answer(fault);
    }
    if (fault.cut === 'after') {
      await next();
    }
    c.set('cut', true);
    c.env.outgoing.destroy();
    c.res = undefined;
    c.res = RESPONSE_ALREADY_SENT;
  };
}

function answer(fault: Extract<Fault, { status: number } | { body: string }>): Response {
  const status = 'status' in fault ? fault.status : 200;
  if (fault.body === undefined) {
    return new Refusal(
      status as 500,
      'This call met a fault that failNext has asked for.',
    ).response();
  }
  return new Response(fault.body, {
    status,
    headers: { 'content-type': fault.contentType ?? 'application/json' },
  });
}

async function hang(c: Context<ApiEnvironment>): Promise<Response> {
  const { signal } = c.req.raw;
  await new Promise<void>((resolve) => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve());
  });
  return RESPONSE_ALREADY_SENT;
}
