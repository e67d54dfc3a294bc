import { timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { Refusal } from '../http/refusal.ts';
import { sha256 } from '../state/random.ts';

const cookie = 'bloksec-console';

/** Lets only those in who came by the link with this token, which is another at each start. */
export function consoleSession(token: string): MiddlewareHandler {
  return async (c, next) => {
    const isPage = c.req.path === '/';
    const offered = c.req.query('token');
    if (isPage && offered !== undefined && same(offered, token)) {
      setCookie(c, cookie, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return c.redirect('/', 303);
    }
    if (same(getCookie(c, cookie) ?? '', token)) {
      await next();
      return;
    }
    if (c.req.path.startsWith('/assets/')) {
      await next();
      return;
    }
    if (!isPage) {
      throw new Refusal(401, 'Open the console by the link that the sandbox printed at its start.');
    }
    // A link from the inbox is cross-site, which a Strict cookie does not follow; going on from here is not.
    return c.req.header('sec-fetch-site') === 'cross-site'
      ? c.html(onward, 200)
      : c.html(closed, 401);
  };
}

function same(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
}

const onward = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="refresh" content="0; url=/" />
      <title>Console</title>
    </head>
    <body>
      <p><a href="/">To the console</a></p>
    </body>
  </html>`;

const closed = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>Console</title>
      <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/assets/base.css" />
      <link rel="stylesheet" href="/assets/console.css" />
    </head>
    <body>
      <p class="sandbox-banner">Sandbox. Not the real BlokSec.</p>
      <header class="top"><h1>Console</h1></header>
      <main>
        <section class="card">
          <h2>This browser has no key to the console yet</h2>
          <p>
            Open the console by the link that the sandbox printed when it was started. The link is a
            new one at each start.
          </p>
        </section>
      </main>
    </body>
  </html>`;
