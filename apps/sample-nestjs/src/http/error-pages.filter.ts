import { BlokSecException } from '@bloksec/nestjs';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { InvalidFormException } from './read-form.ts';

const TITLES: Readonly<Record<number, string>> = {
  404: 'There is no such page',
  409: 'Done already',
  422: 'That did not work',
};

/** What goes wrong is said in words: as a page to people, as JSON to whoever sent JSON. */
@Catch()
export class ErrorPages implements ExceptionFilter {
  private readonly logger = new Logger(ErrorPages.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    // The guard's answer is whole: header fields, problem document or page.
    if (error instanceof BlokSecException) {
      response.status(error.getStatus()).end(error.answer.body);
      return;
    }
    if (!(error instanceof HttpException)) this.logger.error(error);
    const status = error instanceof HttpException ? error.getStatus() : 500;
    const message = error instanceof HttpException ? error.message : 'Something went wrong here.';
    const fields = error instanceof InvalidFormException ? error.fields : undefined;
    response.status(status);
    if (request.is('json') || !request.accepts('html')) {
      response.json({ status, message, fields });
      return;
    }
    response.render('message', { title: TITLES[status] ?? 'That did not work', message, fields });
  }
}
