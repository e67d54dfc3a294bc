import type { Approval } from '@bloksec/challenges';
import { BlokSecStrategy } from '@bloksec/passport';
import type { Phone } from '@bloksec/sandbox';
import { Controller, HttpCode, type INestApplication, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { platforms, rootOf } from './helpers/apps.ts';
import { useBlokSec } from './helpers/use-bloksec.ts';
import {
  async,
  form,
  idOf,
  repeat,
  told,
  untilApproved,
  type Visitor,
  visitor,
} from './helpers/visitor.ts';

@Controller()
class LoginController {
  @Post('login')
  @HttpCode(200)
  @UseGuards(AuthGuard('bloksec'))
  login(@Req() request: { user?: unknown; authInfo?: { method?: string } }): unknown {
    return { user: request.user, method: request.authInfo?.method };
  }
}

const blokSec = useBlokSec();
let account: string;
let phone: Phone;
beforeEach(async () => {
  passport.use(new BlokSecStrategy({ gate: blokSec.gate() }));
  ({ account, phone } = await blokSec.newAccount());
});

const start = async (create: (typeof platforms)[number][1], providers: readonly object[] = []) => {
  const root = rootOf([LoginController]);
  Reflect.defineMetadata('providers', providers, root);
  const app: INestApplication = await create(root);
  await app.listen(0, '127.0.0.1');
  onTestFinished(() => app.close());
  return visitor(await app.getUrl());
};
const onExpress = (...providers: readonly object[]) => start(platforms[0]![1], providers);
const onFastify = () => start(platforms[1]![1]);

const logIn = async (browser: Visitor): Promise<Response> => {
  const id = await idOf(await browser.post('/login', { username: account }, async));
  const request = await phone.nextRequest();
  const pending = await browser.post('/login', { username: account }, repeat(id));
  expect(await told(pending)).toBe('401 approval-pending');
  const typed = { ...async, 'bloksec-challenge': `"${id}"; code="${request.code}"` };
  const coded = await browser.post('/login', { username: account }, typed);
  expect(await told(coded)).toBe('401 approval-pending');
  await request.approve();
  await untilApproved(() => browser.post('/login', { username: account }, async));
  return browser.post('/login', { username: account }, repeat(id));
};

test('under a bare AuthGuard every answer of the gate reaches the browser, and the login goes through', async () => {
  const through = await logIn(await onExpress());
  expect(await through.json()).toEqual({ user: { accountName: account }, method: 'push+code' });
  expect(through.headers.getSetCookie().join()).toContain('bloksec-known=');
});

test('under a bare AuthGuard a plain form from a new browser gets the page that asks for the code', async () => {
  const browser = await onExpress();
  const response = await browser.post('/login', `username=${account}`, form);
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await response.text()).toContain('name="bloksec-code"');
});

test('under a bare AuthGuard a refused plain request is Nest’s own 401', async () => {
  const browser = await onExpress();
  const response = await browser.post('/login', { username: ' ' }, { accept: '*/*' });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ message: 'Unauthorized' });
});

test.each([undefined, true] as const)(
  'a strategy class with `validate` turns the account into a user (callback arity: %s)',
  async (arity) => {
    class CustomerStrategy extends PassportStrategy(BlokSecStrategy, 'bloksec', arity) {
      constructor() {
        super({ gate: blokSec.gate() });
      }
      async validate(accountName: string, approval: Approval): Promise<unknown> {
        return { customer: accountName, since: approval.purpose };
      }
    }
    const through = await logIn(await onExpress(CustomerStrategy));
    expect(await through.json()).toMatchObject({ user: { customer: account, since: 'login' } });
  },
);

test('a strategy class whose `validate` throws refuses, without a hang', async () => {
  class ClosedStrategy extends PassportStrategy(BlokSecStrategy, 'bloksec') {
    constructor() {
      super({ gate: blokSec.gate() });
    }
    async validate(): Promise<unknown> {
      throw new Error('closed');
    }
  }
  expect((await logIn(await onExpress(ClosedStrategy))).status).toBe(500);
});

test('on Fastify a bare AuthGuard is refused at once, before any push: BlokSecLogin is for that', async () => {
  const before = blokSec.sandbox().requests().length;
  const browser = await onFastify();
  expect((await browser.post('/login', { username: account }, async)).status).toBe(500);
  expect((await browser.post('/login', `username=${account}`, form)).status).toBe(500);
  expect(blokSec.sandbox().requests()).toHaveLength(before);
});
