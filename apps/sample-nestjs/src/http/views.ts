import { basename } from 'node:path';
import { Eta } from 'eta';
import type { NextFunction, Request, Response } from 'express';
import { formatCents } from '../account/money.ts';

type Done = (error: unknown, html?: string) => void;

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Eta as an Express view engine. `<%= %>` escapes; nothing in the views uses the other one for data. */
export const viewEngine = (folder: string) => {
  const eta = new Eta({ views: folder, cache: true });
  return (file: string, data: object, done: Done): void => {
    try {
      const helpers = { euros: formatCents, when: (date: Date) => day.format(date) };
      done(null, eta.render(basename(file, '.eta'), { ...data, ...helpers }));
    } catch (error) {
      done(error);
    }
  };
};

/** Every page says whose it is, and no cache keeps it: the next person at this browser must not find it. */
export const personalPages = (request: Request, response: Response, next: NextFunction): void => {
  response.locals['user'] = request.user;
  response.set('Cache-Control', 'no-store');
  next();
};
