import { Controller, Get, Next, Post, Render, Req, Res } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import passport from 'passport';
import { Ledger } from '../account/ledger.ts';

const authenticate = passport.authenticate('bloksec', {
  failureRedirect: '/login',
  // One text for every reason: it must not tell which accounts exist.
  failureMessage: 'You are not logged in. Check the account name and your phone, then try again.',
}) as (request: Request, response: Response, next: NextFunction) => void;

@Controller()
export class LoginController {
  constructor(private readonly ledger: Ledger) {}

  @Get('login')
  @Render('login')
  page(@Req() { session }: Request) {
    const problem = session.messages?.at(-1);
    delete session.messages;
    return { title: 'Log in', problem };
  }

  /** Comes here once for each repeat of the widget, too; only the last one goes through. */
  @Post('login')
  login(@Req() request: Request, @Res() response: Response, @Next() next: NextFunction): void {
    authenticate(request, response, (error?: unknown) => {
      if (error || request.user === undefined) return next(error);
      // Whoever logs in for the first time gets a bank account.
      this.ledger
        .open(request.user.accountName)
        .then(() => response.redirect(303, '/account'), next);
    });
  }

  /** Another site's page cannot do this: the session cookie is SameSite=Strict. */
  @Post('logout')
  logout(@Req() request: Request, @Res() response: Response, @Next() next: NextFunction): void {
    request.logout((error: unknown) => {
      if (error) next(error);
      else response.redirect(303, '/login');
    });
  }
}
