import type { Gate, GateOptions } from '@bloksec/challenges';
import { ConfigurableModuleBuilder } from '@nestjs/common';

/** The gate's options, or a gate of your own. With neither, the environment configures the gate that all adapters of the process share. */
export interface BlokSecModuleOptions extends GateOptions {
  /** A gate of your own, for example one that the Passport strategy uses, too. You close it. */
  readonly gate?: Gate | undefined;
}

/** Options that are not the gate's. */
export interface BlokSecModuleExtras {
  /** Whether every module can inject the gate without importing this one. Default false. */
  readonly isGlobal?: boolean;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<BlokSecModuleOptions>()
    .setClassMethodName('forRoot')
    .setExtras<BlokSecModuleExtras>({ isGlobal: false }, (definition, { isGlobal = false }) => ({
      ...definition,
      global: isGlobal,
    }))
    .build();
