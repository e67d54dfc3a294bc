import { expect, test } from 'vitest';
import { ask } from './support/api.ts';
import { answer, linkedPhone, request } from './support/phone-page.ts';
import { newScene, useBrowser } from './support/scene.ts';

useBrowser();

test('T13: a request that was changed on its way is called not genuine, shows nothing and cannot be approved', async () => {
  const scene = await newScene();
  await scene.context.addInitScript(() => {
    const real = globalThis.fetch;
    const forge = (jws: string): string => {
      const [head, claims, signature] = jws.split('.');
      const text = atob((claims ?? '').replaceAll('-', '+').replaceAll('_', '/'));
      const forged = btoa(text.replace('25.00', '99.00'));
      return [
        head,
        forged.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
        signature,
      ].join('.');
    };
    globalThis.fetch = async (...call) => {
      const response = await real(...call);
      if (!response.ok || !new URL(response.url).pathname.endsWith('/api/requests')) {
        return response;
      }
      const { requests } = (await response.json()) as { requests: Array<{ jws: string }> };
      return Response.json({
        requests: requests.map((arriving) => ({ ...arriving, jws: forge(arriving.jws) })),
      });
    };
  });
  const phone = await linkedPhone(scene);
  const sent: string[] = [];
  phone.on('request', (outgoing) => sent.push(outgoing.method()));
  const caller = new AbortController();
  const question = { verification_prompt: 'Confirm', requestSummary: 'Transfer 25.00 EUR' };
  const outcome = ask(scene.sandbox, question, caller.signal).catch(() => 'unanswered');
  await phone.getByRole('heading', { name: 'This request is not genuine' }).waitFor();
  expect(await phone.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  expect(await phone.getByRole('main').innerText()).not.toMatch(/\d\d\.00|Transfer/u);

  await phone.getByRole('button', { name: 'Dismiss' }).click();
  await phone.getByRole('heading', { name: 'Nothing to approve' }).waitFor();
  caller.abort();
  expect(await outcome).toBe('unanswered');
  expect(sent).not.toContain('POST');
});

test('a server with another key than the one pinned at the linking is not believed', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  await phone.evaluate(async () => {
    const other = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const serverKey = await crypto.subtle.exportKey('jwk', other.publicKey);
    await new Promise<void>((resolve) => {
      indexedDB.open('bloksec-phone').addEventListener('success', (event) => {
        const database = (event.target as IDBOpenDBRequest).result;
        const store = database.transaction('accounts', 'readwrite').objectStore('accounts');
        const all = store.getAll();
        all.addEventListener('success', () => {
          store
            .put({ ...(all.result as object[])[0], serverKey })
            .addEventListener('success', () => resolve());
        });
      });
    });
  });
  await phone.reload();
  const caller = new AbortController();
  const outcome = ask(scene.sandbox, {}, caller.signal).catch(() => 'unanswered');
  await phone.getByRole('heading', { name: 'This request is not genuine' }).waitFor();
  expect(await request(phone).count()).toBe(0);
  caller.abort();
  expect(await outcome).toBe('unanswered');
});

/** Markup, script addresses, entities, and characters that turn text around. */
const payloads = [
  `<img src=x onerror="alert(1)">`,
  `<script>alert(1)</script>`,
  `"><svg onload=alert(1)>`,
  `<a href="javascript:alert(1)">tap</a>`,
  `{{constructor.constructor('alert(1)')()}}`,
  `&lt;b&gt;&#x3C;i&#x3E;`,
  `</dd></dl><button>Approve</button>`,
  `<iframe srcdoc="<script>parent.alert(1)</script>">`,
  `\u{202E}gnp.exe\u{2066}`,
];

test('whatever the text says, it is text: no markup, no script, no second button', async () => {
  const scene = await newScene({ applicationName: payloads[0] });
  const phone = await linkedPhone(scene, payloads[2]);
  for (const payload of payloads) {
    const outcome = ask(scene.sandbox, {
      accountName: payloads[2] ?? '',
      verification_prompt: payload,
      requestSummary: `Summary ${payload}`,
      requestDetails: `Payee: ${payload}\n${payload}`,
    });
    await request(phone).waitFor();
    expect(await request(phone).getByRole('heading').textContent()).toBe(payload);
    expect(await phone.getByTestId('summary').textContent()).toBe(`Summary ${payload}`);
    expect(await phone.getByTestId('details').locator('dd').textContent()).toBe(payload);
    expect(await phone.getByTestId('details').locator('p').textContent()).toBe(payload);
    expect(await request(phone).innerText()).toContain(payloads[2]);
    const elements = await request(phone).evaluate((region) =>
      [...region.querySelectorAll('*')].map(({ localName }) => localName),
    );
    expect(elements.filter((name) => /^(img|script|iframe|a|b|i)$/u.test(name))).toEqual([]);
    expect(elements.filter((name) => name === 'button')).toHaveLength(2);
    await answer(phone, 'Approve');
    expect(await outcome).toMatchObject({ body: { status: 'accepted' } });
  }
});
