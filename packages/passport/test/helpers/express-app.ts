import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import session from 'express-session';
import passport, { type AuthenticateCallback, type AuthenticateOptions } from 'passport';
import { onTestFinished } from 'vitest';
import type { BlokSecStrategy } from '../../src/index.ts';
import { type Browser, openBrowser } from './browser.ts';

export interface AppOptions {
  readonly strategy: BlokSecStrategy;
  readonly authenticate?: AuthenticateOptions;
  readonly callback?: (...args: Parameters<RequestHandler>) => AuthenticateCallback;
  /** Instead of express-session. */
  readonly session?: RequestHandler;
  /** Default true: serializeUser and deserializeUser. */
  readonly serializers?: boolean;
}

export interface App {
  readonly origin: string;
  /** How often the handler behind `passport.authenticate` ran. */
  readonly logins: () => number;
  /** What reached the application's error handler. */
  readonly errors: Error[];
  browser(): Browser;
}

/** A real application: Express, express-session, Passport, a login route and a page that says who is logged in. */
export const startApp = async (options: AppOptions): Promise<App> => {
  const authenticator = new passport.Passport();
  authenticator.use(options.strategy);
  if (options.serializers !== false) {
    authenticator.serializeUser((user, done) => done(null, JSON.stringify(user)));
    authenticator.deserializeUser((value, done) => done(null, JSON.parse(String(value))));
  }
  const errors: Error[] = [];
  let logins = 0;
  const loggedIn: RequestHandler = (req, res) => {
    logins += 1;
    res.cookie('own', 'kept').json({ user: req.user, authInfo: req.authInfo });
  };
  const authenticate: RequestHandler = (req, res, next) => {
    const { callback } = options;
    const handler: RequestHandler = callback
      ? authenticator.authenticate('bloksec', callback(req, res, next))
      : authenticator.authenticate('bloksec', options.authenticate ?? {});
    return handler(req, res, next);
  };
  const onError: ErrorRequestHandler = (error: Error, _req, res, _next) => {
    errors.push(error);
    res.status(500).send('error handler');
  };
  const app = express();
  app.use(express.json(), express.urlencoded({ extended: false }));
  app.use(options.session ?? session({ secret: 's', resave: false, saveUninitialized: true }));
  app.use(authenticator.session());
  app.get('/me', (req, res) => void res.json({ user: req.user ?? null }));
  app.post('/logout', (req, res, next) =>
    req.logout((error: unknown) => (error ? next(error) : void res.status(204).end())),
  );
  app.post('/login', (_req, res, next) => (res.cookie('before', 'kept'), next()));
  app.post('/login', authenticate, loggedIn);
  app.use(onError);
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, logins: () => logins, errors, browser: () => openBrowser(origin) };
};
