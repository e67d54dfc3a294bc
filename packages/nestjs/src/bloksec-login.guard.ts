import { defaultGate, type Gate } from '@bloksec/challenges';
import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { askGate, httpRequestOf } from './ask-gate.ts';
import { APPROVAL, BLOKSEC_GATE } from './bloksec.constants.ts';

/**
 * Login without Passport, on Express and Fastify alike: reads `username` from the body, and puts `{ accountName }` into
 * the request's `user` once that account has approved. The handler makes the session, with a new id.
 */
@Injectable()
export class BlokSecLogin implements CanActivate {
  readonly #gate: Gate;
  readonly #host: HttpAdapterHost;

  constructor(host: HttpAdapterHost, @Optional() @Inject(BLOKSEC_GATE) gate?: Gate) {
    this.#host = host;
    this.#gate = gate ?? defaultGate();
  }

  async canActivate(context: ExecutionContext): Promise<true> {
    const request = httpRequestOf(context, 'BlokSecLogin');
    await askGate(this.#gate, this.#host.httpAdapter, context, {
      purpose: 'login',
      accountName: (request.body as { readonly username?: unknown } | undefined)?.username,
    });
    const accountName = request[APPROVAL]?.accountName;
    request.user = { accountName };
    return true;
  }
}
