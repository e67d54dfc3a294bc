export { Approval } from './approval.decorator.ts';
export { BLOKSEC_GATE } from './bloksec.constants.ts';
export { BlokSecException } from './bloksec.exception.ts';
export { BlokSecModule } from './bloksec.module.ts';
export type { BlokSecModuleExtras, BlokSecModuleOptions } from './bloksec.module-definition.ts';
export { BlokSecLogin } from './bloksec-login.guard.ts';
export { BlokSecStepUp } from './bloksec-step-up.guard.ts';
export { StepUp, type StepUpOptions } from './step-up.decorator.ts';
