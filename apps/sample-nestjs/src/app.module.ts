import { BlokSecModule } from '@bloksec/nestjs';
import { Module } from '@nestjs/common';
import { AccountModule } from './account/account.module.ts';
import { DatabaseModule } from './database/database.module.ts';
import { HomeController } from './http/home.controller.ts';
import { LoginModule } from './login/login.module.ts';
import { OperatorModule } from './operator/operator.module.ts';

/** Harbour Bank. */
@Module({
  imports: [BlokSecModule.forRoot(), DatabaseModule, LoginModule, AccountModule, OperatorModule],
  controllers: [HomeController],
})
export class AppModule {}
