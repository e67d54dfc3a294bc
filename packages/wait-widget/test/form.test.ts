import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Bank } from './helpers/bank.ts';

let bank: Bank;
beforeAll(async () => {
  bank = await Bank.open();
}, 60_000);
afterAll(() => bank.close());
beforeEach(() => bank.reset());
afterEach(() => bank.leave());

it.each(['/form', '/inside'])('sends what the browser itself would send, on %s', async (path) => {
  const { server } = bank;
  const page = await bank.visit(path, { javaScriptEnabled: false });
  server.faults.push({ status: 200, body: 'plain' });
  await page.getByRole('button', { name: 'Send' }).click();
  const plain = await server.untilHits(1);

  const enhanced = await bank.visit(path);
  server.faults.push({ status: 204 });
  await enhanced.getByRole('button', { name: 'Send' }).click();
  const sent = await server.untilHits(2);
  expect(sent).toMatchObject({ method: plain.method, url: plain.url, body: plain.body });
  expect(sent.body).toBe('amount=25.00&note=a%0D%0Ab&go=yes');
  expect(sent.type).toContain('application/x-www-form-urlencoded');
  expect([plain.prefer, sent.prefer]).toEqual(['undefined', 'respond-async']);
});

it('goes where a redirected answer leads', async () => {
  const page = await bank.visit('/form');
  bank.server.handler = (_hit, response) => response.writeHead(303, { location: '/account' }).end();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'Approve on your phone' }).waitFor();
  bank.server.accept();
  await page.locator('#account').waitFor();
  expect(page.url()).toBe(`${bank.server.url}/account`);
  expect(bank.server.handled).toBe(1);
});

it('replaces the form by the text of an HTML answer, and runs nothing of it', async () => {
  const page = await bank.visit('/form');
  bank.server.handler = (_hit, response) =>
    response
      .writeHead(422, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        '<title>x</title><main><h1>Too <b>much</b></h1><p>At most 10 &lt;EUR&gt;<img src=x></p><script>alert(2)</script></main>',
      );
  await page.getByRole('button', { name: 'Send' }).click();
  await bank.server.untilHits(2);
  bank.server.accept();
  const answer = page.locator('.bloksec-answer');
  await answer.waitFor();
  expect(await answer.locator('p').allTextContents()).toEqual(['Too much', 'At most 10 <EUR>']);
  expect(await answer.evaluate((element) => element.innerHTML)).not.toMatch(/script|img/);
  expect(await answer.evaluate((element) => document.activeElement === element)).toBe(true);
  expect(await page.locator('form').count()).toBe(0);
});

it('leaves the answer to a listener that cancels the event', async () => {
  const page = await bank.visit('/form');
  const heard = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('bloksec-response', (event) => {
          event.preventDefault();
          const { response, form } = event as Event & { response: Response; form: HTMLFormElement };
          response.text().then((text) => resolve(`${form.id} ${response.status} ${text}`), resolve);
        });
      }),
  );
  bank.server.handler = (_hit, response) => response.writeHead(201).end('own');
  await page.getByRole('button', { name: 'Send' }).click();
  await bank.server.untilHits(2);
  bank.server.accept();
  expect(await heard).toBe('transfer 201 own');
  await page.locator('form:not([aria-busy])').waitFor();
  expect(await page.getByRole('region').count()).toBe(0);
});

it.each([
  [204, 'Done'],
  [500, 'That did not work'],
])('says in its own words how an answer of %i without a page went', async (status, title) => {
  const page = await bank.visit('/form');
  bank.server.handler = (_hit, response) => response.writeHead(status).end();
  await page.getByRole('button', { name: 'Send' }).click();
  await bank.server.untilHits(2);
  bank.server.accept();
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await page.getByRole('region').count()).toBe(0);
});

it('sends a form once, however often it is submitted', async () => {
  const page = await bank.visit('/form');
  await page.getByRole('button', { name: 'Send' }).dblclick();
  await bank.server.untilHits(2);
  expect(await page.locator('form').getAttribute('aria-busy')).toBe('true');
  await page.getByLabel('Amount').press('Enter');
  bank.server.handler = (_hit, response) => response.writeHead(303, { location: '/account' }).end();
  bank.server.accept();
  await page.locator('#account').waitFor();
  expect(bank.server.hits.filter(({ challenge }) => !challenge)).toHaveLength(1);
});

it('tries the same request anew after a denial', async () => {
  const page = await bank.visit('/form');
  const { server } = bank;
  await page.getByRole('button', { name: 'Send' }).click();
  await server.untilHits(2);
  server.end('approval-denied');
  await page.getByRole('heading', { name: 'Denied on the phone' }).waitFor();
  await page.getByLabel('Amount').fill('99.00');
  await page.getByRole('button', { name: 'Try again' }).click();
  await server.untilHits(4);
  expect(server.hits[2]?.challenge).toBeUndefined();
  server.handler = (_hit, response) => response.writeHead(303, { location: '/account' }).end();
  server.accept();
  await page.locator('#account').waitFor();
  expect(server.hits[2]?.body).toContain('amount=25.00');
});

it('shows a refusal that comes before any challenge', async () => {
  const page = await bank.visit('/form');
  bank.server.faults.push({
    status: 429,
    headers: { 'content-type': 'application/problem+json' },
    body: '{"type":"https://bloksec.github.io/bloksec-js/problems/quota-exceeded","title":"T","detail":"D"}',
  });
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'Too many requests' }).waitFor();
  expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
});

it('shows a connection that is lost at the start', async () => {
  const page = await bank.visit('/form');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'No connection' }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Approve on your phone' }).waitFor();
  expect((await bank.server.untilHits(1)).body).toContain('amount=25.00');
});

it('stops when the element is removed, and survives being moved', async () => {
  const page = await bank.visit('/form');
  await page.getByRole('button', { name: 'Send' }).click();
  await bank.server.untilHits(2);
  await page.evaluate(() => document.body.append(document.querySelector('bloksec-wait') as Node));
  await page.getByRole('heading', { name: 'Approve on your phone' }).waitFor();
  await page.evaluate(() => document.querySelector('bloksec-wait')?.remove());
  await page.locator('form:not([aria-busy])').waitFor();
  expect(bank.server.hits).toHaveLength(2);
});

it('T4: keeps the challenge out of the page, its address and its storage', async () => {
  const page = await bank.visit('/form');
  await page.getByRole('button', { name: 'Send' }).click();
  await bank.server.untilHits(2);
  const everything = await page.evaluate(() => {
    const root = document.querySelector('bloksec-wait')?.shadowRoot;
    return [
      document.documentElement.outerHTML,
      root?.innerHTML,
      location.href,
      JSON.stringify([history.state, localStorage, sessionStorage]),
    ].join();
  });
  expect(everything).toContain('Approve on your phone');
  expect(everything).not.toContain(bank.server.challenge?.id);
});
