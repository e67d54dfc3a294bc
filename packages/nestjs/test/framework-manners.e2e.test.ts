import { createGate, type Gate } from '@bloksec/challenges';
import type { Phone } from '@bloksec/sandbox';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  type INestApplication,
  type LoggerService,
} from '@nestjs/common';
import { type AbstractHttpAdapter, HttpAdapterHost } from '@nestjs/core';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { BlokSecException, BlokSecModule } from '../src/index.ts';
import { platforms } from './helpers/apps.ts';
import { bankWith } from './helpers/bank.ts';
import { useBlokSec } from './helpers/use-bloksec.ts';
import {
  async,
  form,
  idOf,
  repeat,
  untilApproved,
  type Visitor,
  visitor,
} from './helpers/visitor.ts';

const transfer = { payee: 'ACME GmbH', amount: '25.00' };
const blokSec = useBlokSec();
let account: string;
let phone: Phone;
beforeEach(async () => {
  ({ account, phone } = await blokSec.newAccount());
});

const recordingLogger = (): LoggerService & { readonly said: string[] } => {
  const said: string[] = [];
  const keep = (message: unknown): void => void said.push(String(message));
  return { said, log: () => undefined, error: keep, warn: keep, fatal: keep };
};

describe.each(platforms)('on %s', (_platform, create) => {
  const start = async (
    logger: LoggerService | false = false,
    configure: (app: INestApplication) => void = () => undefined,
  ): Promise<{ gate: Gate; browser: Visitor; ran: () => number }> => {
    const gate = createGate(blokSec.options());
    const { root, ran } = bankWith(BlokSecModule.forRoot({ gate }));
    const app = await create(root, logger);
    configure(app);
    await app.listen(0, '127.0.0.1');
    onTestFinished(async () => {
      await gate.close();
      await app.close();
    });
    return { gate, browser: visitor(await app.getUrl()), ran };
  };

  test('no answer of the gate is logged as an error, and the connection can be used again', async () => {
    const logger = recordingLogger();
    const { browser } = await start(logger);
    expect((await browser.post('/transfers', transfer, async)).status).toBe(401);
    const page = await browser.post('/transfers', 'payee=ACME', form);
    expect(await page.text()).toContain('<h1>Log in first</h1>');
    await browser.post('/session', { accountName: account });
    const id = await idOf(await browser.post('/transfers', transfer, async));
    expect((await browser.post('/transfers', {}, repeat(id))).status).toBe(403);
    expect((await browser.post('/transfers', transfer, repeat('unknown'))).status).toBe(404);
    expect((await browser.post('/login', `username=${account}`, form)).status).toBe(401);
    expect((await browser.post('/login', 'username=', form)).status).toBe(400);
    expect(logger.said).toEqual([]);
  });

  test('a user whom nobody can ask is explained once, without naming the user', async () => {
    const logger = recordingLogger();
    const { browser } = await start(logger);
    await browser.post('/session', { email: account });
    await browser.post('/transfers', transfer, async);
    await browser.post('/transfers', transfer, async);
    expect(logger.said).toEqual([
      'BlokSec: refused as "log in first": request.user has no accountName: give the user one, or name it with @StepUp({ account }).',
    ]);
  });

  test('an exception filter of the application gets the whole answer', async () => {
    @Catch(BlokSecException)
    class Filter implements ExceptionFilter {
      constructor(readonly httpAdapter: AbstractHttpAdapter) {}

      catch(exception: BlokSecException, host: ArgumentsHost): void {
        const { problem, final } = exception.answer;
        const body = { said: problem.title, message: exception.message, final };
        this.httpAdapter.reply(host.switchToHttp().getResponse(), body, exception.getStatus());
      }
    }
    const { browser } = await start(false, (app) => {
      app.useGlobalFilters(new Filter(app.get(HttpAdapterHost).httpAdapter));
    });
    const response = await browser.post('/transfers', transfer, async);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      said: 'Log in first',
      message: 'This needs a user who is logged in. Log in, then try again.',
      final: true,
    });
  });

  test('a browser that leaves during a blocking wait leaves no error behind, and nothing is done', async () => {
    const logger = recordingLogger();
    const { gate, browser, ran } = await start(logger);
    await browser.post('/session', { accountName: account });
    const leaving = new AbortController();
    const blocked = browser.post('/transfers', transfer, {}, leaving.signal);
    const request = await phone.nextRequest();
    leaving.abort();
    await expect(blocked).rejects.toThrow(/abort/i);
    await request.approve();
    await untilApproved(() => browser.post('/transfers', transfer, async));
    await gate.close();
    expect(ran()).toBe(0);
    expect(logger.said).toEqual([]);
  });
});
