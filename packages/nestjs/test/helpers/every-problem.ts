import type { Gate, ProblemName } from '@bloksec/challenges';
import type { Phone, Sandbox } from '@bloksec/sandbox';
import { async, idOf, repeat, told, untilApproved, type Visitor, visitor } from './visitor.ts';

/** Where problems are provoked: an application with the routes of `bankWith`, and its BlokSec. */
export interface Scene {
  readonly origin: string;
  /** The same application with `blocking: false`. */
  readonly impatientOrigin: string;
  readonly gate: Gate;
  readonly sandbox: Sandbox;
  readonly newAccount: () => Promise<{ readonly account: string; readonly phone: Phone }>;
  /** Lets what the route `/invoices` acts on change. */
  readonly changeInvoice: () => void;
  /** Hears what must not be seen in any log: a code. */
  readonly onSecret: (secret: string) => void;
}

interface Customer {
  readonly browser: Visitor;
  readonly account: string;
  readonly phone: Phone;
}

const transfer = { payee: 'ACME GmbH', amount: '25.00' };
const cancel = (id: string) => ({ ...async, 'bloksec-challenge': `"${id}"; cancel` });
const typed = (id: string, code: string) => ({
  ...async,
  'bloksec-challenge': `"${id}"; code="${code}"`,
});

const newCustomer = async (scene: Scene, origin = scene.origin): Promise<Customer> => {
  const { account, phone } = await scene.newAccount();
  const browser = visitor(origin);
  await browser.post('/session', { accountName: account });
  return { browser, account, phone };
};

const started = async ({ browser }: Customer, path = '/transfers'): Promise<string> =>
  idOf(await browser.post(path, transfer, async));

const approved = async (customer: Customer, path = '/transfers'): Promise<string> => {
  const id = await started(customer, path);
  await (await customer.phone.nextRequest()).approve();
  await untilApproved(() => customer.browser.post(path, transfer, async));
  return id;
};

type Provoke = (scene: Scene, customer: Customer) => Promise<Response>;

/** For each problem, how to get it over HTTP. */
const provoke: Readonly<Record<Exclude<ProblemName, 'provider-unavailable'>, Provoke>> = {
  'approval-required': (_, { browser }) => browser.post('/transfers', transfer, async),
  'approval-pending': async (_, customer) =>
    customer.browser.post('/transfers', transfer, repeat(await started(customer))),
  'code-required': async ({ onSecret }, customer) => {
    const id = await started(customer, '/coded');
    const request = await customer.phone.nextRequest();
    onSecret(request.code ?? '');
    await request.approve();
    for (;;) {
      const answer = await customer.browser.post('/coded', transfer, repeat(id, 1));
      if ((await told(answer.clone())) !== '401 approval-pending') return answer;
    }
  },
  'code-mismatch': async ({ onSecret }, { browser, account, phone }) => {
    const id = await idOf(await browser.post('/login', { username: account }, async));
    const code = (await phone.nextRequest()).code ?? '';
    onSecret(code);
    const wrong = code === '000000' ? '111111' : '000000';
    return browser.post('/login', { username: account }, typed(id, wrong));
  },
  'approval-denied': async (_, customer) => {
    const id = await started(customer);
    await (await customer.phone.nextRequest()).deny();
    return customer.browser.post('/transfers', transfer, repeat(id, 25));
  },
  'approval-expired': async ({ sandbox }, customer) => {
    sandbox.failNext({ body: '{"requestId":"622b95833bab53f6bba946d0","status":"expired"}' });
    return customer.browser.post('/transfers', transfer, repeat(await started(customer), 25));
  },
  'approval-cancelled': async (_, customer) =>
    customer.browser.post('/transfers', transfer, cancel(await started(customer))),
  'approval-failed': async ({ sandbox }, customer) => {
    const body = `{"error":"upstream failed for ${customer.account} at /srv/upstream.js:7"}`;
    sandbox.failNext({ status: 500, body });
    return customer.browser.post('/transfers', transfer, repeat(await started(customer), 25));
  },
  'login-failed': async (_, { browser, account }) => {
    const id = await idOf(await browser.post('/login', { username: account }, async));
    return browser.post('/login', { username: 'somebody-else' }, repeat(id));
  },
  'login-name': (_, { browser }) => browser.post('/login', { username: ' x' }, async),
  'session-required': ({ origin }) => visitor(origin).post('/transfers', transfer, async),
  'binding-mismatch': async (_, customer) => {
    const changed = { ...transfer, amount: '2500.00' };
    return customer.browser.post('/transfers', changed, repeat(await approved(customer)));
  },
  'approval-consumed': async (_, customer) => {
    const id = await approved(customer);
    await customer.browser.post('/transfers', transfer, repeat(id));
    return customer.browser.post('/transfers', transfer, repeat(id));
  },
  'resource-changed': async ({ changeInvoice }, customer) => {
    const id = await approved(customer, '/invoices');
    changeInvoice();
    return customer.browser.post('/invoices', transfer, repeat(id));
  },
  'challenge-not-found': (_, { browser }) =>
    browser.post('/transfers', transfer, repeat('A'.repeat(27))),
  'malformed-request': (_, { browser }) =>
    browser.post('/transfers', transfer, { ...async, 'x-http-method-override': 'PUT' }),
  csrf: (_, { browser }) =>
    browser.post('/transfers', transfer, { ...async, origin: 'https://evil.example' }),
  'body-not-bindable': (_, { browser }) =>
    browser.post('/transfers', { payee: { iban: 'DE89' } }, async),
  'digest-mismatch': (_, { browser }) =>
    browser.post('/transfers', transfer, { ...async, 'content-digest': 'sha-256=:AAAA:' }),
  'blocking-refused': async (scene) =>
    (await newCustomer(scene, scene.impatientOrigin)).browser.post('/transfers', transfer),
  'slow-down': async (_, customer) => {
    const id = await started(customer);
    for (;;) {
      const answer = await customer.browser.post('/transfers', transfer, repeat(id));
      if (answer.status !== 401) return answer;
    }
  },
  'quota-exceeded': async (_, { browser }) => {
    for (let count = 1; ; count += 1) {
      const answer = await browser.post('/transfers', { count }, async);
      if (answer.status !== 401) return answer;
    }
  },
};

/** Provokes every problem that a gate can answer with; the last one closes the gate. */
export const everyProblem = async (scene: Scene): Promise<Map<ProblemName, Response>> => {
  const answers = new Map<ProblemName, Response>();
  for (const [name, provokeIt] of Object.entries(provoke)) {
    answers.set(name as ProblemName, await provokeIt(scene, await newCustomer(scene)));
  }
  const { browser } = await newCustomer(scene);
  await scene.gate.close();
  answers.set('provider-unavailable', await browser.post('/transfers', transfer, async));
  return answers;
};
