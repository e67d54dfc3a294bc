import { createGate, defaultGate, type Gate } from '@bloksec/challenges';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Module,
  Optional,
} from '@nestjs/common';
import { BLOKSEC_GATE, USERNAME_FIELD } from './bloksec.constants.ts';
import {
  type BlokSecModuleExtras,
  type BlokSecModuleOptions,
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN,
} from './bloksec.module-definition.ts';

const gateOf = (given: BlokSecModuleOptions = {}): Gate => {
  const { gate, usernameField: _, ...options } = given;
  if (gate !== undefined) return gate;
  const isConfigured = Object.values(options).some((value) => value !== undefined);
  return isConfigured ? createGate(options) : defaultGate();
};

/**
 * Provides the gate to the guards, and closes it at shutdown. Optional: without it the guards use the gate that the
 * environment configures.
 */
@Module({
  providers: [
    {
      provide: BLOKSEC_GATE,
      inject: [{ token: MODULE_OPTIONS_TOKEN, optional: true }],
      useFactory: gateOf,
    },
    {
      provide: USERNAME_FIELD,
      inject: [{ token: MODULE_OPTIONS_TOKEN, optional: true }],
      useFactory: (options: BlokSecModuleOptions = {}) => options.usernameField,
    },
  ],
  exports: [BLOKSEC_GATE, USERNAME_FIELD],
})
export class BlokSecModule extends ConfigurableModuleClass implements BeforeApplicationShutdown {
  readonly #gate: Gate;
  readonly #owned: boolean;

  constructor(
    @Inject(BLOKSEC_GATE) gate: Gate,
    @Optional() @Inject(MODULE_OPTIONS_TOKEN) options: BlokSecModuleOptions = {},
  ) {
    super();
    this.#gate = gate;
    this.#owned = options.gate === undefined;
  }

  /** With no options the environment configures it. @throws at start, an error that says everything that is missing. */
  static override forRoot(options: BlokSecModuleOptions & BlokSecModuleExtras = {}): DynamicModule {
    return super.forRoot(options);
  }

  /** Waiting requests are answered and calls to BlokSec ended before the server closes: it would wait for them. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.#owned) await this.#gate.close();
  }
}
