import 'reflect-metadata';
import { BlokSecStrategy } from '@bloksec/passport';
import { createGate } from '@bloksec/challenges';
import { createSandbox, type Phone, type Sandbox } from '@bloksec/sandbox';
import {
  Controller,
  HttpCode,
  type INestApplication,
  Module,
  Post,
  Req,
  UseGuards,
} from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { Test } from '@nestjs/testing';
import session from 'express-session';
import passport from 'passport';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { async, idOf, problemOf, repeat, told, type Visitor, visitor } from './helpers/visitor.ts';

@Controller()
class LoginController {
  @Post('login')
  @HttpCode(200)
  @UseGuards(AuthGuard('bloksec'))
  login(@Req() request: { user?: unknown }): unknown {
    return request.user;
  }
}

@Module({ controllers: [LoginController] })
class LoginModule {}

const account = 'alice@example.com';
let sandbox: Sandbox;
let phone: Phone;
let app: INestApplication;
let browser: Visitor;

beforeEach(async () => {
  sandbox = await createSandbox();
  phone = await sandbox.link(account);
  const { id, secret } = sandbox.application;
  const gate = createGate({ applicationId: id, applicationSecret: secret, apiUrl: sandbox.url });
  passport.use(new BlokSecStrategy({ gate }));
  const testing = await Test.createTestingModule({ imports: [LoginModule] }).compile();
  app = testing.createNestApplication({ logger: false, forceCloseConnections: true });
  app.use(session({ secret: 'for a test', resave: false, saveUninitialized: false }));
  await app.listen(0, '127.0.0.1');
  browser = visitor(await app.getUrl());
  return async () => {
    await gate.close();
    await sandbox.close();
  };
});
afterEach(() => app.close());

test('under a bare AuthGuard every answer of the gate reaches the browser, and the login goes through', async () => {
  const id = await idOf(await browser.post('/login', { username: account }, async));
  const request = await phone.nextRequest();
  const pending = await browser.post('/login', { username: account }, repeat(id));
  expect(await told(pending)).toBe('401 approval-pending');
  const coded = await browser.post(
    '/login',
    { username: account },
    {
      ...async,
      'bloksec-challenge': `"${id}"; code="${request.code}"`,
    },
  );
  expect(await told(coded)).toBe('401 approval-pending');
  await request.approve();
  // A start joins the live challenge and says how it stands, without using it up.
  const status = async () =>
    (await problemOf(await browser.post('/login', { username: account }, async))).challenge?.status;
  await expect.poll(status).toBe('approved');
  const through = await browser.post('/login', { username: account }, repeat(id));
  expect(await through.json()).toEqual({ accountName: account });
});

test('under a bare AuthGuard a plain form from a new browser gets the page that asks for the code', async () => {
  const response = await browser.post('/login', `username=${account}`, {
    accept: 'text/html',
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect(response.status).toBe(401);
  expect(await response.text()).toContain('name="bloksec-code"');
});

test('under a bare AuthGuard a refused plain request is Nest’s own 401', async () => {
  const response = await browser.post('/login', { username: ' ' }, { accept: '*/*' });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ message: 'Unauthorized' });
});
