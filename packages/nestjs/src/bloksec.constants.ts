/** Injects the gate that a `BlokSecModule` provides. */
export const BLOKSEC_GATE: unique symbol = Symbol.for('@bloksec/nestjs.gate');

/** Injects the field of the body that `BlokSecLogin` reads. */
export const USERNAME_FIELD: unique symbol = Symbol.for('@bloksec/nestjs.username-field');

/** Where `@StepUp()` keeps its options. */
export const STEP_UP_OPTIONS = 'bloksec:step-up';

/** Where the guards keep the approval of a request that passed. */
export const APPROVAL: unique symbol = Symbol.for('@bloksec/nestjs.approval');
