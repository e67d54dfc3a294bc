import { Approval, BlokSecStepUp, StepUp } from '@bloksec/nestjs';
import { Body, Controller, type ExecutionContext, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readForm } from '../http/read-form.ts';
import { Ledger } from './ledger.ts';
import { formatCents } from './money.ts';
import { TransferOrder } from './transfer-order.ts';

@Controller('transfers')
export class TransfersController {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Reached once for each approval, and only with exactly what was approved. `describe` says what the phone shows;
   * it validates first, since Nest's pipes come after guards: nobody is asked to approve what cannot be done.
   */
  @Post()
  @UseGuards(BlokSecStepUp)
  @StepUp({
    describe: (context: ExecutionContext) => {
      const { body } = context.switchToHttp().getRequest<Request>();
      const { payee, amountCents, reference } = readForm(TransferOrder, body);
      return {
        title: `Transfer ${formatCents(amountCents)} EUR`,
        display: [
          ['Amount', `${formatCents(amountCents)} EUR`],
          ['Payee', payee],
          ['Reference', reference || '(none)'],
        ],
      };
    },
  })
  async transfer(
    @Body() body: unknown,
    @Approval() approval: Approval,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { payee, amount_cents, request_id } = await this.ledger.book(
      readForm(TransferOrder, body),
      approval,
    );
    if (request.is('json')) {
      response
        .status(201)
        .json({ payee, amount: formatCents(amount_cents), currency: 'EUR', requestId: request_id });
    } else {
      response.redirect(303, '/account');
    }
  }
}
