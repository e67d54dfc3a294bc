import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Context, Handler } from 'hono';
import { Refusal } from '../../http/refusal.ts';

export type PageName = 'phone' | 'inbox' | 'console';

/** Where the build puts the pages; the same from `src` and from `dist`. */
const folder = new URL('../../../dist/ui/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Serves the page of one host. */
export function page(name: PageName): Handler {
  return () =>
    file(`${name}.html`, 'The pages are not built. Run "pnpm run build" in packages/sandbox.');
}

/** Serves what the pages load. */
export async function asset(c: Context): Promise<Response> {
  const name = c.req.param('name') ?? '';
  const missing = 'There is no such file.';
  if (!/^[\w-]+(\.[\w-]+)+$/u.test(name)) {
    throw new Refusal(404, missing);
  }
  return file(`assets/${name}`, missing);
}

async function file(path: string, missing: string): Promise<Response> {
  try {
    const type = types[extname(path)] ?? 'application/octet-stream';
    return new Response(await readFile(new URL(path, folder)), {
      headers: { 'content-type': type },
    });
  } catch {
    throw new Refusal(404, missing);
  }
}
