import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Ledger } from './ledger.ts';
import { Payees } from './payees.ts';

@Controller('account')
export class AccountController {
  constructor(
    private readonly ledger: Ledger,
    private readonly payees: Payees,
  ) {}

  @Get()
  async page(@Req() { user }: Request, @Res() response: Response): Promise<void> {
    if (user === undefined) return response.redirect(303, '/login');
    response.render('account', {
      title: 'Your account',
      script: '/assets/show-refusal.js',
      balanceCents: await this.ledger.balanceCents(user.accountName),
      transfers: await this.ledger.recentTransfers(user.accountName),
      payees: await this.payees.of(user.accountName),
    });
  }
}
