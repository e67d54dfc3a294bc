import { defaultGate, type Gate } from '@bloksec/challenges';
import {
  type BeforeApplicationShutdown,
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Logger,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { askGate, httpRequestOf } from './ask-gate.ts';
import { BLOKSEC_GATE, STEP_UP_OPTIONS } from './bloksec.constants.ts';
import { operationOf, type PlatformRequest } from './platform-request.ts';
import type { StepUpOptions } from './step-up.decorator.ts';
import { refreshedSubject, subjectOf, whyNobody } from './step-up-subject.ts';

/**
 * Lets a request through once its user has approved exactly this request on the phone. Put it last among the guards: an
 * approval that it used up is gone, even where a later guard refuses. Works without `BlokSecModule`, from the environment.
 */
@Injectable()
export class BlokSecStepUp implements CanActivate, BeforeApplicationShutdown {
  readonly #gate: Gate;
  readonly #reflector: Reflector;
  readonly #host: HttpAdapterHost;
  readonly #closesGate: boolean;
  readonly #logger = new Logger(BlokSecStepUp.name);
  #warned = false;

  constructor(
    reflector: Reflector,
    host: HttpAdapterHost,
    @Optional() @Inject(BLOKSEC_GATE) gate?: Gate,
  ) {
    this.#reflector = reflector;
    this.#host = host;
    this.#gate = gate ?? defaultGate();
    this.#closesGate = gate === undefined;
  }

  async canActivate(context: ExecutionContext): Promise<true> {
    const request = httpRequestOf(context, 'BlokSecStepUp');
    const { describe, ...options } = this.#optionsOf(context);
    const account = (): unknown =>
      options.account ? options.account(context) : request.user?.accountName;
    const subject = subjectOf(request, account());
    if (subject === undefined) this.#warn(request, account());
    await askGate(this.#gate, this.#host.httpAdapter, context, {
      purpose: 'step-up',
      operation: options.operation ?? operationOf(request),
      subject,
      refreshSubject: () => refreshedSubject(request, subject, account),
      params: request.params,
      describe: describe && (() => describe(context)),
      code: options.code,
    });
    return true;
  }

  /** Without a module nobody else closes the gate, and the server would wait for every request that waits. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.#closesGate) await this.#gate.close();
  }

  #optionsOf(context: ExecutionContext): StepUpOptions {
    const places = [context.getHandler(), context.getClass()];
    return (
      this.#reflector.getAllAndOverride<StepUpOptions | undefined>(STEP_UP_OPTIONS, places) ?? {}
    );
  }

  #warn(request: PlatformRequest, account: unknown): void {
    if (request.user === undefined || this.#warned) return;
    this.#warned = true;
    this.#logger.warn(`BlokSec: refused as "log in first": ${whyNobody(account)}.`);
  }
}
