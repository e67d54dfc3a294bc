import { Hono } from 'hono';
import { limitBody } from '../../http/limit-body.ts';
import { answerError, Refusal } from '../../http/refusal.ts';
import { asset } from './page-files.ts';
import type { PageName } from './page-files.ts';
import { pageHeaders } from './page-headers.ts';
import { sameOriginOnly } from './same-origin.ts';

/** What the hosts of all pages have in common: the files of the page, its headers, and who may change something. */
export function pageHost(name: PageName): Hono {
  return new Hono()
    .onError(answerError)
    .notFound(() => new Refusal(404, `The host ${name}.localhost has no such path.`).response())
    .use(pageHeaders, sameOriginOnly, limitBody)
    .get('/assets/:name', asset);
}
