import type { Phone } from '@bloksec/sandbox';
import {
  Controller,
  type ExecutionContext,
  Get,
  type INestApplication,
  Param,
  Post,
  UseGuards,
} from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BlokSecModule, BlokSecStepUp, StepUp } from '../src/index.ts';
import { platforms, rootOf } from './helpers/apps.ts';
import { bankWith } from './helpers/bank.ts';
import { useBlokSec } from './helpers/use-bloksec.ts';
import {
  async,
  idOf,
  problemOf,
  repeat,
  told,
  untilApproved,
  type Visitor,
  visitor,
} from './helpers/visitor.ts';

const customers = new Map<string, string>();
let invoice = { amount: '10.00', version: 1 };

const accountOfCustomer = (context: ExecutionContext): string | undefined => {
  const { user } = context.switchToHttp().getRequest<{ user?: { customer?: string } }>();
  return customers.get(user?.customer ?? '');
};

const describeInvoice = async () => ({
  title: `Pay ${invoice.amount} EUR`,
  display: [['Amount', `${invoice.amount} EUR`]] as const,
  version: String(invoice.version),
});

@Controller('orders')
@UseGuards(BlokSecStepUp)
@StepUp({ account: accountOfCustomer, operation: 'Anything' })
class OrdersController {
  @Post(':id')
  order(@Param('id') id: string): string {
    return `ordered ${id}`;
  }

  @Get(':id')
  @StepUp({ account: accountOfCustomer, operation: 'Look at an order' })
  look(@Param('id') id: string): string {
    return `order ${id}`;
  }

  @Post(':id/code')
  @StepUp({ account: accountOfCustomer, code: true })
  withCode(): string {
    return 'ordered';
  }

  @Post(':id/pay')
  @StepUp({ account: accountOfCustomer, describe: describeInvoice })
  pay(): string {
    return 'paid';
  }
}

const blokSec = useBlokSec();

describe.each(platforms)('@StepUp() on %s', (_platform, create) => {
  let phone: Phone;
  let app: INestApplication;
  let browser: Visitor;

  beforeEach(async () => {
    const linked = await blokSec.newAccount();
    phone = linked.phone;
    customers.set('42', linked.account);
    invoice = { amount: '10.00', version: 1 };
    app = await create(
      rootOf([OrdersController], [bankWith(BlokSecModule.forRoot({ gate: blokSec.gate() })).root]),
    );
    await app.listen(0, '127.0.0.1');
    browser = visitor(await app.getUrl());
    await browser.post('/session', { customer: '42' });
  });
  afterEach(() => app.close());

  test('a controller’s options count for its routes, and the path parameters are shown', async () => {
    const problem = await problemOf(await browser.post('/orders/7', {}, async));
    expect(problem.authorization_details).toMatchObject([
      { title: 'Anything', display: [['id', '7']] },
    ]);
  });

  test('a handler’s options win, and without a name the operation is the route as it was matched', async () => {
    const look = await problemOf(await browser.get('/orders/7', async));
    expect(look.authorization_details).toMatchObject([{ title: 'Look at an order' }]);
    const code = await problemOf(await browser.post('/orders/7/code', {}, async));
    expect(code.authorization_details).toMatchObject([{ title: 'POST /orders/:id/code' }]);
  });

  test('`account` says whose phone is asked, and nobody’s where it says nothing', async () => {
    customers.delete('42');
    expect(await told(await browser.post('/orders/7', {}, async))).toBe('401 session-required');
  });

  test('T28: `account` is asked again after a blocking wait', async () => {
    const blocked = browser.post('/orders/7', {});
    const request = await phone.nextRequest();
    customers.delete('42');
    await request.approve();
    expect(await told(await blocked)).toBe('401 session-required');
  });

  test('T28: a user whose account is gone by then does not go through with an approval', async () => {
    const id = await idOf(await browser.post('/orders/7', {}, async));
    await (await phone.nextRequest()).approve();
    await untilApproved(() => browser.post('/orders/7', {}, async));
    const linked = customers.get('42') ?? '';
    customers.delete('42');
    expect(await told(await browser.post('/orders/7', {}, repeat(id)))).toBe(
      '401 session-required',
    );
    customers.set('42', linked);
    expect(await (await browser.post('/orders/7', {}, repeat(id))).text()).toBe('ordered 7');
  });

  test('`code` demands the code beside the tap', async () => {
    const id = await idOf(await browser.post('/orders/7/code', {}, async));
    const request = await phone.nextRequest();
    await request.approve();
    const untyped = () => browser.post('/orders/7/code', {}, repeat(id));
    await expect.poll(async () => told(await untyped())).toBe('401 code-required');
    const typed = { ...async, 'bloksec-challenge': `"${id}"; code="${request.code}"` };
    const through = await browser.post('/orders/7/code', {}, typed);
    expect(await through.text()).toBe('ordered');
  });

  test('T21: what was changed between approval and use is a 409', async () => {
    const id = await idOf(await browser.post('/orders/7/pay', {}, async));
    await (await phone.nextRequest()).approve();
    await untilApproved(() => browser.post('/orders/7/pay', {}, async));
    invoice = { amount: '10.00', version: 2 };
    expect(await told(await browser.post('/orders/7/pay', {}, repeat(id)))).toBe(
      '409 resource-changed',
    );
  });
});
