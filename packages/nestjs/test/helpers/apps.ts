import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import type { INestApplication, Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import session from 'express-session';

const secret = 'a secret for the sessions of a test';

/** Puts `session.user` where an application's own login guard would put it. */
const userOfSession = (request: { session?: { user?: unknown }; user?: unknown }): void => {
  request.user = request.session?.user;
};

const onExpress = async (root: Type): Promise<INestApplication> => {
  const testing = await Test.createTestingModule({ imports: [root] }).compile();
  const app = testing.createNestApplication({ logger: false, forceCloseConnections: true });
  app.use(session({ secret, resave: false, saveUninitialized: false }));
  app.use((request: object, _response: unknown, next: () => void) => {
    userOfSession(request);
    next();
  });
  return app;
};

const onFastify = async (root: Type): Promise<INestApplication> => {
  const testing = await Test.createTestingModule({ imports: [root] }).compile();
  const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
    logger: false,
    forceCloseConnections: true,
  });
  await app.register(fastifyCookie as never);
  await app.register(
    fastifySession as never,
    {
      secret,
      cookie: { secure: false },
      saveUninitialized: false,
    } as never,
  );
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preHandler', async (request) => userOfSession(request as never));
  return app;
};

/** Both platforms, for `describe.each`. */
export const platforms: readonly (readonly [string, (root: Type) => Promise<INestApplication>])[] =
  [
    ['Express', onExpress],
    ['Fastify', onFastify],
  ];
