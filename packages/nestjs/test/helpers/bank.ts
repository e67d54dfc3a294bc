import {
  BadRequestException,
  Body,
  Controller,
  type DynamicModule,
  type ExecutionContext,
  HttpCode,
  Post,
  Req,
  type Type,
  UseGuards,
} from '@nestjs/common';
import { Approval, BlokSecLogin, BlokSecStepUp, StepUp } from '../../src/index.ts';

interface SessionRequest {
  user?: unknown;
  session: { user?: unknown; destroy(done: () => void): void };
}

const describe = (context: ExecutionContext) => {
  const { body } = context.switchToHttp().getRequest<{ body: { amount?: unknown } }>();
  if (typeof body.amount !== 'string') throw new BadRequestException('amount must be a string');
  return { title: `Pay ${body.amount} EUR`, display: [['Amount', `${body.amount} EUR`]] as const };
};

/** A small application around one counter: how often a handler ran. */
export const bankWith = (blokSec: DynamicModule | undefined): { root: Type; ran: () => number } => {
  let ran = 0;

  @Controller()
  class BankController {
    @Post('session')
    @HttpCode(204)
    enter(@Req() request: SessionRequest, @Body() body: { accountName: string }): void {
      request.session.user = { accountName: body.accountName };
    }

    @Post('logout')
    @HttpCode(204)
    leave(@Req() request: SessionRequest): Promise<void> {
      return new Promise((resolve) => request.session.destroy(resolve));
    }

    @Post('login')
    @UseGuards(BlokSecLogin)
    login(@Req() request: SessionRequest, @Approval() approval: Approval): unknown {
      ran += 1;
      return { user: request.user, method: approval.method };
    }

    @Post('transfers')
    @UseGuards(BlokSecStepUp)
    transfer(@Approval() approval: Approval): unknown {
      ran += 1;
      return approval;
    }

    @Post('payments/:id')
    @UseGuards(BlokSecStepUp)
    @StepUp({ describe })
    pay(@Approval() approval: Approval): unknown {
      ran += 1;
      return approval;
    }

    @Post('unguarded')
    unguarded(@Approval() approval: Approval): unknown {
      return approval;
    }
  }

  class BankModule {}
  const imports = blokSec === undefined ? [] : [blokSec];
  Reflect.defineMetadata('imports', imports, BankModule);
  Reflect.defineMetadata('controllers', [BankController], BankModule);
  return { root: BankModule, ran: () => ran };
};
