import { defaultGate, type Gate } from '@bloksec/challenges';
import {
  type BeforeApplicationShutdown,
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { askGate, httpRequestOf } from './ask-gate.ts';
import { BLOKSEC_GATE, USERNAME_FIELD } from './bloksec.constants.ts';

/**
 * Login without Passport, on Express and Fastify alike: reads the account name from the body's field `username` (option
 * `usernameField` of `BlokSecModule`), and puts `{ accountName }` into the request's `user` once that account has
 * approved. The handler makes the session, with a new id.
 */
@Injectable()
export class BlokSecLogin implements CanActivate, BeforeApplicationShutdown {
  readonly #gate: Gate;
  readonly #host: HttpAdapterHost;
  readonly #usernameField: string;
  readonly #closesGate: boolean;

  constructor(
    host: HttpAdapterHost,
    @Optional() @Inject(BLOKSEC_GATE) gate?: Gate,
    @Optional() @Inject(USERNAME_FIELD) usernameField = 'username',
  ) {
    this.#host = host;
    this.#gate = gate ?? defaultGate();
    this.#usernameField = usernameField;
    this.#closesGate = gate === undefined;
  }

  async canActivate(context: ExecutionContext): Promise<true> {
    const request = httpRequestOf(context, 'BlokSecLogin');
    const { accountName } = await askGate(this.#gate, this.#host.httpAdapter, context, {
      purpose: 'login',
      accountName: field(request.body, this.#usernameField),
    });
    request.user = { accountName };
    return true;
  }

  /** Without a module nobody else closes the gate, and the server would wait for every request that waits. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.#closesGate) await this.#gate.close();
  }
}

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Readonly<Record<string, unknown>>)[name]
    : undefined;
