import { defaultGate, type Gate } from '@bloksec/challenges';
import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { askGate, httpRequestOf } from './ask-gate.ts';
import { BLOKSEC_GATE, STEP_UP_OPTIONS } from './bloksec.constants.ts';
import { operationOf } from './platform-request.ts';
import type { StepUpOptions } from './step-up.decorator.ts';
import { refreshedSubject, subjectOf } from './step-up-subject.ts';

/**
 * Lets a request through once its user has approved exactly this request on the phone. Put it last among the guards: an
 * approval that it used up is gone, even where a later guard refuses. Works without `BlokSecModule`, from the environment.
 */
@Injectable()
export class BlokSecStepUp implements CanActivate {
  readonly #gate: Gate;
  readonly #reflector: Reflector;
  readonly #host: HttpAdapterHost;

  constructor(
    reflector: Reflector,
    host: HttpAdapterHost,
    @Optional() @Inject(BLOKSEC_GATE) gate?: Gate,
  ) {
    this.#reflector = reflector;
    this.#host = host;
    this.#gate = gate ?? defaultGate();
  }

  async canActivate(context: ExecutionContext): Promise<true> {
    const request = httpRequestOf(context, 'BlokSecStepUp');
    const options = this.#optionsOf(context);
    const account = options.account ? options.account(context) : request.user?.accountName;
    const subject = subjectOf(request, account);
    await askGate(this.#gate, this.#host.httpAdapter, context, {
      purpose: 'step-up',
      operation: options.operation ?? operationOf(request),
      subject,
      refreshSubject: () => refreshedSubject(request, subject),
      params: request.params,
      // Nobody is asked to describe for a user who is not there: the gate refuses that first.
      description: subject && (await options.describe?.(context)),
      code: options.code,
    });
    return true;
  }

  #optionsOf(context: ExecutionContext): StepUpOptions {
    const places = [context.getHandler(), context.getClass()];
    return (
      this.#reflector.getAllAndOverride<StepUpOptions | undefined>(STEP_UP_OPTIONS, places) ?? {}
    );
  }
}
