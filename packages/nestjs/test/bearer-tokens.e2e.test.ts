import type { Phone } from '@bloksec/sandbox';
import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  type INestApplication,
  Post,
  UseGuards,
} from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BlokSecModule, BlokSecStepUp } from '../src/index.ts';
import { platforms, rootOf } from './helpers/apps.ts';
import { useBlokSec } from './helpers/use-bloksec.ts';
import { async, idOf, repeat, told, untilApproved, visitor } from './helpers/visitor.ts';

/** Which token is whose. */
const tokens = new Map<string, string>();

class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context
      .switchToHttp()
      .getRequest<{ user?: unknown; headers: { authorization?: string } }>();
    const accountName = tokens.get(request.headers.authorization ?? '');
    request.user = accountName === undefined ? undefined : { accountName };
    return accountName !== undefined;
  }
}

@Controller()
class ApiController {
  @Post('transfers')
  @UseGuards(TokenGuard, BlokSecStepUp)
  transfer(): string {
    return 'booked';
  }
}

const blokSec = useBlokSec();

// Both applications have session middleware, too, which makes a session with a new id for each of these requests.
describe.each(platforms)('with a bearer token on %s', (_platform, create) => {
  const mine = { authorization: 'Bearer mine' };
  const renewed = { authorization: 'Bearer renewed' };
  let phone: Phone;
  let app: INestApplication;
  let origin: string;

  beforeEach(async () => {
    const linked = await blokSec.newAccount();
    phone = linked.phone;
    tokens.clear();
    tokens.set(mine.authorization, linked.account).set(renewed.authorization, linked.account);
    app = await create(rootOf([ApiController], [BlokSecModule.forRoot({ gate: blokSec.gate() })]));
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
  });
  afterEach(() => app.close());

  /** No cookies: each call is a caller of its own. */
  const call = (headers: Record<string, string>): Promise<Response> =>
    visitor(origin).post('/transfers', { amount: '25.00' }, headers);

  const approved = async (): Promise<string> => {
    const id = await idOf(await call({ ...async, ...mine }));
    await (await phone.nextRequest()).approve();
    await untilApproved(() => call({ ...async, ...mine }));
    return id;
  };

  test('no session is needed: the token is what the approval is bound to', async () => {
    const id = await approved();
    expect(await (await call({ ...repeat(id), ...mine })).text()).toBe('booked');
  });

  test('another token of the same user gets nothing of it', async () => {
    const id = await approved();
    expect(await told(await call({ ...repeat(id), ...renewed }))).toBe('404 challenge-not-found');
    expect((await call({ ...repeat(id), authorization: 'Bearer forged' })).status).toBe(403);
  });

  test('it blocks without `Prefer`, and goes through', async () => {
    const blocked = call(mine);
    await (await phone.nextRequest()).approve();
    expect(await (await blocked).text()).toBe('booked');
  });
});
