import {
  BadRequestException,
  Body,
  Controller,
  type DynamicModule,
  type ExecutionContext,
  Get,
  HttpCode,
  Post,
  Req,
  type Type,
  UseGuards,
} from '@nestjs/common';
import { Approval, BlokSecLogin, BlokSecStepUp, StepUp } from '../../src/index.ts';
import { rootOf } from './apps.ts';

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
    enter(@Req() request: SessionRequest, @Body() user: unknown): void {
      request.session.user = user;
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

    @Get('statement')
    @UseGuards(BlokSecStepUp)
    statement(): unknown {
      ran += 1;
      return { balance: '7.00' };
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

  const imports = blokSec === undefined ? [] : [blokSec];
  return { root: rootOf([BankController], imports), ran: () => ran };
};
