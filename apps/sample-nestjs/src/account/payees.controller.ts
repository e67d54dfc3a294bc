import { Approval, BlokSecStepUp } from '@bloksec/nestjs';
import { Body, Controller, Post, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { readForm } from '../http/read-form.ts';
import { NewPayee } from './new-payee.ts';
import { Payees } from './payees.ts';

@Controller('payees')
export class PayeesController {
  constructor(private readonly payees: Payees) {}

  /** The bare guard: the phone shows "POST /payees" and every field of the body. */
  @Post()
  @UseGuards(BlokSecStepUp)
  async add(
    @Body() body: unknown,
    @Approval() approval: Approval,
    @Res() response: Response,
  ): Promise<void> {
    await this.payees.add(readForm(NewPayee, body), approval);
    response.redirect(303, '/account');
  }
}
