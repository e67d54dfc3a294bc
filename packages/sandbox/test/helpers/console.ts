import { atPage } from './at-host.ts';
import type { HostAnswer } from './at-host.ts';

/** The console, as the browser sees it after its link was opened. */
export interface ConsoleSession {
  get(path: string): Promise<HostAnswer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<HostAnswer>;
}

/** Opens the console by the link of this run. */
export async function openConsole(link: string): Promise<ConsoleSession> {
  const { pathname, search } = new URL(link);
  const { headers } = await atPage(link, pathname + search);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  return {
    get: (path) => atPage(link, path, { headers: { cookie } }),
    post: (path, body, more = {}) => atPage(link, path, { body, headers: { cookie, ...more } }),
  };
}
