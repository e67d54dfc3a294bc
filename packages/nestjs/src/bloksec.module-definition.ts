import type { Gate, GateOptions } from '@bloksec/challenges';
import { ConfigurableModuleBuilder } from '@nestjs/common';

/** The gate's options, or a gate of your own. With neither, the environment configures the gate that all adapters of the process share. */
export interface BlokSecModuleOptions extends GateOptions {
  /** A gate of your own, for example one that the Passport strategy uses, too. You close it. */
  readonly gate?: Gate | undefined;
  /** The field of the body in which `BlokSecLogin` finds the account name. Default `username`. */
  readonly usernameField?: string | undefined;
}

/** Options that are not the gate's. */
export interface BlokSecModuleExtras {
  /**
   * Whether the guards of every module use this gate. Default true: a guard in a module that can't see it would use the
   * one that the environment configures. `false` for several applications in one process.
   */
  readonly isGlobal?: boolean;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<BlokSecModuleOptions>()
    .setClassMethodName('forRoot')
    .setExtras<BlokSecModuleExtras>({ isGlobal: true }, (definition, { isGlobal }) => ({
      ...definition,
      global: isGlobal !== false,
    }))
    .build();
