import { BlokSecStrategy } from '@bloksec/passport';
import { Module, type OnModuleInit } from '@nestjs/common';
import passport from 'passport';
import { AccountModule } from '../account/account.module.ts';
import type { Customer } from './customer.ts';
import { LoginController } from './login.controller.ts';

@Module({ imports: [AccountModule], controllers: [LoginController] })
export class LoginModule implements OnModuleInit {
  onModuleInit(): void {
    passport.use(new BlokSecStrategy());
    passport.serializeUser<Customer>((customer, done) => done(null, customer));
    passport.deserializeUser<Customer>((customer, done) => done(null, customer));
  }
}
