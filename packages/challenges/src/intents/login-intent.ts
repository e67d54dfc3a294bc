import { randomBytes } from 'node:crypto';
import { normaliseAccountName } from '../account-name.ts';
import type { GateSettings } from '../gate/gate-settings.ts';
import type { GateRequest, LoginAction } from '../gate/gate-request.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import { BINDING_COOKIE_SECONDS } from '../limits/gate-limits.ts';
import type { IntentOrProblem } from './intent.ts';
import type { KnownBrowsers } from './known-browser.ts';
import { askerOf, fromLine } from './asker.ts';

const isBindingCookie = (value: string | undefined): value is string =>
  value !== undefined && /^[\w-]{43}$/.test(value);

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

/** A login: bound to the route, the account name and this browser. */
export const loginIntent = async (
  request: GateRequest,
  action: LoginAction,
  settings: GateSettings,
  knownBrowsers: KnownBrowsers,
): Promise<IntentOrProblem> => {
  const accountName = normaliseAccountName(action.accountName);
  if (accountName === undefined) return { problem: 'login-name' };
  const known = await knownBrowsers.isKnown(request, accountName);
  const cookie = readCookie(request, 'bloksec');
  const browser = isBindingCookie(cookie) ? cookie : randomBytes(32).toString('base64url');
  const asker = askerOf(request);
  return {
    purpose: 'login',
    accountName,
    owner: [browser],
    binding: [request.method, pathOf(request.url), accountName],
    details: [],
    authorizationDetails: undefined,
    phoneText: {
      summary: `Log in as ${accountName}`,
      details: [fromLine(asker)],
    },
    codeWanted:
      settings.verifiedPush === 'always' ||
      (settings.verifiedPush === 'unknown-browsers' && !known),
    revealed: known || settings.reveal === 'immediate',
    known,
    pushKind: known ? 'knownBrowser' : 'unknownBrowser',
    asker,
    startCookies: [setCookie(request, 'bloksec', browser, BINDING_COOKIE_SECONDS)],
  };
};
