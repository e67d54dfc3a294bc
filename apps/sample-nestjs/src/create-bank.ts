import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import session from 'express-session';
import helmet from 'helmet';
import passport from 'passport';
import { AppModule } from './app.module.ts';
import { ErrorPages } from './http/error-pages.filter.ts';
import { refuseCrossSite } from './http/refuse-cross-site.ts';
import { personalPages, viewEngine } from './http/views.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const widgetFolder = join(
  dirname(createRequire(import.meta.url).resolve('@bloksec/wait-widget/package.json')),
  'dist',
);

/** The whole bank, not yet listening. */
export const createBank = async (): Promise<NestExpressApplication> => {
  const bank = await NestFactory.create<NestExpressApplication>(AppModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
    // An open event stream would otherwise keep a bank that is being stopped from stopping.
    forceCloseConnections: true,
  });

  bank.use(helmet({ contentSecurityPolicy }));
  bank.useStaticAssets(folder('../public'), { prefix: '/assets/' });
  bank.useStaticAssets(widgetFolder, { prefix: '/assets/bloksec/' });

  // Sessions live in memory here: a restart logs everybody out. A real bank keeps them in a store of its own.
  bank.use(
    session({
      name: 'harbour.sid',
      secret: randomBytes(32),
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'strict', secure: 'auto', maxAge: 30 * 60_000 },
      rolling: true,
    }),
    passport.session(),
    refuseCrossSite,
    personalPages,
  );

  bank.engine('eta', viewEngine(folder('../views')));
  bank.setViewEngine('eta');
  bank.setBaseViewsDir(folder('../views'));
  bank.useGlobalFilters(new ErrorPages());
  return bank;
};

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};
