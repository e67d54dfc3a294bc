import { createGate, type Gate, type ProblemName } from '@bloksec/challenges';
import {
  type ArgumentsHost,
  Catch,
  Controller,
  type INestApplication,
  type LoggerService,
  Post,
  UseGuards,
} from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BlokSecModule, BlokSecStepUp, StepUp } from '../src/index.ts';
import { type AllOutput, listenToAllOutput } from './helpers/all-output.ts';
import { platforms, rootOf } from './helpers/apps.ts';
import { bankWith } from './helpers/bank.ts';
import { everyProblem } from './helpers/every-problem.ts';
import { useBlokSec } from './helpers/use-bloksec.ts';

let invoiceVersion = 1;

@Controller()
@UseGuards(BlokSecStepUp)
class MoreController {
  @Post('coded')
  @StepUp({ code: true })
  coded(): void {}

  @Post('invoices')
  @StepUp({
    describe: () => ({
      title: 'Pay invoice 7',
      display: [['Invoice', '7']],
      version: String(invoiceVersion),
    }),
  })
  pay(): void {}
}

/** Which status each problem has. A problem that is missing here does not compile. */
const statuses: Readonly<Record<ProblemName, number>> = {
  'approval-required': 401,
  'approval-pending': 401,
  'code-required': 401,
  'code-mismatch': 403,
  'approval-denied': 403,
  'approval-expired': 401,
  'approval-cancelled': 401,
  'approval-failed': 401,
  'login-failed': 401,
  'login-name': 400,
  'session-required': 401,
  'binding-mismatch': 403,
  'approval-consumed': 409,
  'resource-changed': 409,
  'challenge-not-found': 404,
  'malformed-request': 400,
  csrf: 403,
  'body-not-bindable': 415,
  'digest-mismatch': 400,
  'blocking-refused': 400,
  'slow-down': 429,
  'quota-exceeded': 429,
  'provider-unavailable': 503,
};

const blokSec = useBlokSec();

describe.each(platforms)('on %s', (_platform, create) => {
  let output: AllOutput;
  let apps: INestApplication[];
  let answers: Map<ProblemName, Response>;
  let bodies: Map<ProblemName, string>;
  const accounts: string[] = [];
  const codes: string[] = [];

  const open = async (gate: Gate): Promise<string> => {
    const keep = (...values: unknown[]): void => values.forEach((value) => output.add(value));
    const logger: LoggerService = { log: keep, warn: keep, error: keep, fatal: keep };
    const bank = bankWith(BlokSecModule.forRoot({ gate })).root;
    const options = { rawBody: true, forceCloseConnections: true };
    const app = await create(rootOf([MoreController], [bank]), logger, options);
    @Catch()
    class PrintingFilter extends BaseExceptionFilter {
      override catch(exception: unknown, host: ArgumentsHost): void {
        output.add(exception);
        // oxlint-disable-next-line promise/valid-params -- a filter of Nest, not a promise
        super.catch(exception, host);
      }
    }
    app.useGlobalFilters(new PrintingFilter(app.get(HttpAdapterHost).httpAdapter));
    await app.listen(0, '127.0.0.1');
    apps.push(app);
    return app.getUrl();
  };

  beforeAll(async () => {
    output = listenToAllOutput();
    apps = [];
    const gate = createGate({
      ...blokSec.options(),
      limits: { polls: { points: 10, seconds: 60 } },
    });
    const impatient = createGate({ ...blokSec.options(), blocking: false });
    for (const one of [gate, impatient]) one.onEvent((event) => output.add(event));
    answers = await everyProblem({
      origin: await open(gate),
      impatientOrigin: await open(impatient),
      gate,
      sandbox: blokSec.sandbox(),
      newAccount: async () => {
        const created = await blokSec.newAccount();
        accounts.push(created.account);
        return created;
      },
      changeInvoice: () => void (invoiceVersion += 1),
      onSecret: (code) => codes.push(code),
    });
    output.add(await gate.health());
    await impatient.close();
    bodies = new Map();
    for (const [name, response] of answers) bodies.set(name, await response.clone().text());
  }, 120_000);
  afterAll(() => Promise.all(apps.map((app) => app.close())));

  test('each problem comes with its own status', () => {
    const told = [...answers].map(([name, { status }]) => {
      const { type, status: said } = JSON.parse(bodies.get(name) ?? '{}');
      expect([type.split('/').at(-1), said]).toEqual([name, status]);
      return [name, status];
    });
    expect(Object.fromEntries(told)).toEqual(statuses);
  });

  test('T51: no answer with any status may be kept or taken for another type', () => {
    for (const [name, { headers }] of answers) {
      expect([name, headers.get('cache-control')]).toEqual([name, 'no-store']);
      expect([name, headers.get('x-content-type-options')]).toEqual([name, 'nosniff']);
      expect([name, headers.get('access-control-allow-origin')]).toEqual([name, null]);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  test('T52: each answer is one of the fixed texts, without a word of BlokSec, a path or a stack', () => {
    const texts = [...bodies.values()].map((body) => {
      const { title, detail } = JSON.parse(body);
      return `${title}: ${detail}`;
    });
    expect(texts.toSorted()).toMatchInlineSnapshot(`
      [
        "Approval required: Approve this request on your phone, then send it again with its challenge.",
        "Approval used already: This approval was used once already. It may have been done: look before you try again.",
        "Asked too often: This request is repeated too often. The approval goes on; wait, then repeat it.",
        "Body cannot be approved: A request that needs an approval takes a JSON or urlencoded body of at most 1 MiB that can be shown whole.",
        "Cancelled: The request was cancelled and nothing was done. Ignore it on your phone.",
        "Changed since the approval: What was to be approved has changed meanwhile. Nothing was done. You can try again.",
        "Code required: Send the code that the phone shows, with this challenge.",
        "Damaged on the way: The body is not the one that Content-Digest describes. Send it again.",
        "Denied on the phone: The request was denied on the phone. Nothing was done. You can try again.",
        "Log in first: This needs a user who is logged in. Log in, then try again.",
        "Login failed: The login was not approved. Check the account name and your phone, then try again.",
        "Malformed request: BlokSec-Challenge is a quoted string with the optional parameters code and cancel, and the method is not overridden.",
        "No answer from BlokSec: The approval service could not be reached, or the connection to it was lost. Nothing was done. You can try again.",
        "No such challenge: There is no such challenge for this browser. Start again without one.",
        "No usable account name: Send the account name: 1 to 256 characters without control characters or spaces at its ends.",
        "Not answered in time: The request was not answered, or not used, in time. Nothing was done. You can try again.",
        "Not available now: This server is being stopped or cannot reach BlokSec. Try again in a moment.",
        "Not what was approved: This request differs from the one that was sent to the phone, so that approval is void. Nothing was done.",
        "Sent from another site: This request did not come from a page of this site.",
        "Too many requests to the phone: Too many approvals were asked for in a short time. Wait, then try again.",
        "Waiting for approval: The request on the phone has not been answered yet.",
        "Would have to wait: Send "Prefer: respond-async": this server does not hold a request until it is approved.",
        "Wrong code: This is not the code that the phone shows.",
      ]
    `);
    for (const body of bodies.values()) {
      expect(body).not.toMatch(/upstream|node_modules|\.[jt]s\b|\bat .*:\d+|Error:/);
    }
  });

  test('T43: of all that is printed and thrown on the way nothing is a secret, a code, an account or an id', () => {
    const said = output.text();
    expect(said).toContain('BlokSecException');
    expect(said).toContain('push-sent');
    const ids = [...bodies.values()].flatMap((body) => JSON.parse(body).challenge?.id ?? []);
    const cookies = [...answers.values()]
      .flatMap(({ headers }) => headers.getSetCookie())
      .flatMap((line) => /^[^=]+=([^;]{20,})/.exec(line)?.[1] ?? []);
    const secrets = [blokSec.options().applicationSecret ?? '', ...codes, ...accounts];
    for (const canaries of [ids, cookies, codes, accounts]) expect(canaries).not.toEqual([]);
    const leaked = [...secrets, ...ids, ...cookies].filter((canary) => said.includes(canary));
    expect(leaked).toEqual([]);
  });
});
