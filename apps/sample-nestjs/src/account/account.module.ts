import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.ts';
import { Ledger } from './ledger.ts';
import { Payees } from './payees.ts';
import { PayeesController } from './payees.controller.ts';
import { TransfersController } from './transfers.controller.ts';

@Module({
  exports: [Ledger],
  controllers: [AccountController, TransfersController, PayeesController],
  providers: [Ledger, Payees],
})
export class AccountModule {}
