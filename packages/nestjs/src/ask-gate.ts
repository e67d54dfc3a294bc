import {
  type AnswerHeaders,
  type Approval,
  type Gate,
  type GateRequest,
  gateRequestFrom,
} from '@bloksec/challenges';
import type { ExecutionContext } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { APPROVAL } from './bloksec.constants.ts';
import { BlokSecException } from './bloksec.exception.ts';
import type { PlatformRequest } from './platform-request.ts';
import { reloadHeldSession } from './reload-session.ts';

/** The HTTP request of the context. Fails closed: what is not understood does not pass. */
export const httpRequestOf = (context: ExecutionContext, guard: string): PlatformRequest => {
  if (context.getType<string>() === 'http')
    return context.switchToHttp().getRequest<PlatformRequest>();
  throw new Error(
    `BlokSec: ${guard} guards HTTP routes only, and this is a handler for "${context.getType<string>()}". It does not let it run.`,
  );
};

/** Asks the gate: keeps the approval of a request that passes, and throws the answer of one that does not. */
export const askGate = async (
  gate: Gate,
  adapter: AbstractHttpAdapter,
  context: ExecutionContext,
  action: GateRequest['action'],
): Promise<Approval> => {
  const request = context.switchToHttp().getRequest<PlatformRequest>();
  const outcome = await gate.handle(gateRequestFrom(request, action));
  const headers = 'pass' in outcome ? outcome.headers : outcome.answer.headers;
  addHeaders(adapter, context.switchToHttp().getResponse(), headers);
  if ('answer' in outcome) {
    await reloadHeldSession(request);
    throw new BlokSecException(outcome.answer);
  }
  return (request[APPROVAL] = outcome.pass);
};

/** The application's own cookies stay. */
const addHeaders = (
  adapter: AbstractHttpAdapter,
  response: unknown,
  headers: AnswerHeaders,
): void => {
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value].flat()) {
      if (name === 'set-cookie') adapter.appendHeader(response, name, one);
      else adapter.setHeader(response, name, one);
    }
  }
};
