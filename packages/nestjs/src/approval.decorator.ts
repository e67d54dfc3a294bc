import type { Approval as ApprovalOf } from '@bloksec/challenges';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { APPROVAL } from './bloksec.constants.ts';
import type { PlatformRequest } from './platform-request.ts';

/** The approval that this request used up: who approved it, when, and a key that fits a ledger. */
export type Approval = ApprovalOf;

/** Hands the approval to the handler: `transfer(@Approval() approval: Approval)`. */
export const Approval: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext): ApprovalOf => {
    const approval = context.switchToHttp().getRequest<PlatformRequest>()[APPROVAL];
    if (approval !== undefined) return approval;
    throw new Error(
      'BlokSec: @Approval() on a route without an approval. Guard it with @UseGuards(BlokSecStepUp) or @UseGuards(BlokSecLogin).',
    );
  },
);
