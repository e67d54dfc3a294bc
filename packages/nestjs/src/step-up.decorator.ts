import type { Description } from '@bloksec/challenges';
import { type CustomDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { STEP_UP_OPTIONS } from './bloksec.constants.ts';

/** What `@StepUp()` says of a route that `BlokSecStepUp` guards. */
export interface StepUpOptions {
  /**
   * What the phone shows, computed from the request on the start and on every repeat: what differs is not passed. It
   * validates first, since Nest's pipes run after its guards; an exception that it throws is the answer, before any push.
   * Default: the operation, path parameters, query and every scalar field of the body.
   */
  readonly describe?: (context: ExecutionContext) => Description | Promise<Description>;
  /** The operation's name. Default: the method and the route's path, such as `POST /transfers/:id`. */
  readonly operation?: string;
  /** Whether the code that the phone shows must be typed, too. Default false. */
  readonly code?: boolean;
  /** The account that approves. Default: `accountName` of the request's `user`. */
  readonly account?: (context: ExecutionContext) => string | undefined;
}

/** Options for `BlokSecStepUp`, on a handler or a controller; the handler's win as a whole. */
export const StepUp = (options: StepUpOptions): CustomDecorator =>
  SetMetadata(STEP_UP_OPTIONS, options);
