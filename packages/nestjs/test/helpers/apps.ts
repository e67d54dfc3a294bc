import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import type {
  DynamicModule,
  INestApplication,
  LoggerService,
  NestApplicationOptions,
  Type,
} from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import session from 'express-session';

const secret = 'a secret for the sessions of a test';

/** A root module made at run time. */
export const rootOf = (
  controllers: readonly Type[],
  imports: readonly (DynamicModule | Type)[] = [],
): Type => {
  class RootModule {}
  Reflect.defineMetadata('imports', imports, RootModule);
  Reflect.defineMetadata('controllers', controllers, RootModule);
  return RootModule;
};

/** Puts `session.user` where an application's own login guard would put it. */
const userOfSession = (request: { session?: { user?: unknown }; user?: unknown }): void => {
  request.user ??= request.session?.user;
};

const onExpress = async (
  root: Type,
  logger: LoggerService | false = false,
  options: NestApplicationOptions = {},
): Promise<INestApplication> => {
  const testing = await Test.createTestingModule({ imports: [root] }).compile();
  const app = testing.createNestApplication({
    logger,
    ...options,
  });
  app.use(session({ secret, resave: false, saveUninitialized: false }));
  app.use((request: object, _response: unknown, next: () => void) => {
    userOfSession(request);
    next();
  });
  return app;
};

const onFastify = async (
  root: Type,
  logger: LoggerService | false = false,
  options: NestApplicationOptions = {},
): Promise<INestApplication> => {
  const testing = await Test.createTestingModule({ imports: [root] }).compile();
  const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
    logger,
    ...options,
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
export const platforms: readonly (readonly [string, typeof onExpress])[] = [
  ['Express', onExpress],
  ['Fastify', onFastify],
];
