import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/index.ts';
import { ScreenlessPhone } from '../../src/test-kit/screenless-phone.ts';
import { atPage } from '../helpers/at-host.ts';
import { askPhone, callApi, invite, login } from '../helpers/call-api.ts';
import { mailsTo } from '../helpers/mails.ts';
import { startCommand } from '../helpers/start-command.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const email = 'canary@example.com';
const code = '493817';

test('T43: of all that is asked and refused the process prints no secret, code, address or token', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'app.env');
  const args = ['--port', '0', '--data', join(folder, 'data'), '--env-file', file];
  const { child, listening, ended } = startCommand(args);
  const { url, pages } = await listening;
  const env = parseEnv(await readFile(file, 'utf8')) as unknown as Sandbox['env'];
  const secret = env.BLOKSEC_APPLICATION_SECRET;
  const sandbox = { url: url.replace('localhost', '127.0.0.1'), env };

  await invite(sandbox, email);
  const link = (await mailsTo(pages.inbox, email))[0]?.link ?? '';
  const token = new URL(link).pathname.split('/').at(-1) ?? '';
  const phone = new ScreenlessPhone();
  await phone.accept(link);
  await expect(phone.accept(link)).rejects.toThrow('410');

  const details = { requestDetails: `Code: ${code}` };
  const denied = askPhone(sandbox, email, details);
  await (await phone.nextRequest()).deny();
  const approved = (await denied).status;
  const caller = new AbortController();
  const gone = askPhone(sandbox, email, details, caller.signal).catch(() => 'gone');
  const late = await phone.nextRequest();
  caller.abort();
  expect([approved, await gone]).toEqual([200, 'gone']);
  await expect(late.approve()).rejects.toThrow('409');

  const wrong = { 'x-application-secret': `${secret}x` };
  const body = login(email, details);
  const answers = await Promise.all([
    callApi(sandbox, '/auth', { body, headers: wrong }),
    callApi(sandbox, '/auth', { body: { ...body, nonce: 7, secret, code } }),
    callApi(sandbox, '/auth', { body: login(`nobody-${email}`, details) }),
    callApi(sandbox, `/registration/${token}`),
    callApi(sandbox, `/${secret}/${code}`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 400, 404, 404, 404]);
  const decision = { body: { decision: `${secret}.${code}.x` } };
  const refused = await atPage(pages.phone, '/api/requests/0123456789abcdef01234567', decision);
  expect(refused.status).toBeGreaterThanOrEqual(400);

  child.kill('SIGTERM');
  const { stdout, stderr } = await ended;
  expect(stdout).toContain(url);
  const printed = stdout + stderr;
  expect([secret, code, email, token].filter((canary) => printed.includes(canary))).toEqual([]);
});
