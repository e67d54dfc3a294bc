import { isBlokSecError } from '@bloksec/client';
import { Body, Controller, Get, type MessageEvent, Post, Res, Sse } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable, startWith } from 'rxjs';
import { InvalidFormException, readForm } from '../http/read-form.ts';
import { Invitations } from './invitations.ts';
import { inviteProblem } from './invite-problem.ts';
import { Invitee } from './invitee.ts';

const STATES = {
  pending: 'Waiting for the phone',
  accepted: 'Linked',
  rejected: 'Declined',
  expired: 'Expired',
  unknown: 'Not known to BlokSec',
};

/**
 * For the bank's staff. In this sample that is everyone who reaches it, which is why it listens on loopback only.
 * A real bank puts its staff login in front of these routes.
 */
@Controller('operator')
export class OperatorController {
  constructor(private readonly invitations: Invitations) {}

  @Get()
  page(@Res() response: Response): Promise<void> {
    return this.render(response, { form: {}, errors: {}, problem: undefined });
  }

  @Post('invitations')
  async invite(@Body() form: unknown = {}, @Res() response: Response): Promise<void> {
    try {
      await this.invitations.invite(readForm(Invitee, form));
      response.redirect(303, '/operator');
    } catch (error) {
      if (error instanceof InvalidFormException) {
        response.status(error.getStatus());
        return this.render(response, { form, errors: error.fields, problem: undefined });
      }
      if (!isBlokSecError(error)) throw error;
      response.status(502);
      return this.render(response, { form, errors: {}, problem: inviteProblem(error) });
    }
  }

  /** One event at once and one for each change; the page then fetches itself anew. */
  @Sse('events')
  events(): Observable<MessageEvent> {
    return this.invitations.changes.pipe(
      startWith(undefined),
      map(() => ({ data: 'changed' })),
    );
  }

  private async render(response: Response, view: object): Promise<void> {
    const invitations = await this.invitations.list();
    const script = '/assets/follow-invitations.js';
    response.render('operator', {
      title: 'Customers',
      states: STATES,
      script,
      invitations,
      ...view,
    });
  }
}
