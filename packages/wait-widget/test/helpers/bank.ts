import { launchChromium } from '@bloksec/chromium';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { bundle } from './bundle.ts';
import { ProtocolServer } from './protocol-server.ts';

/** The strictest policy that the README promises to work under. */
const CSP = "default-src 'self'; require-trusted-types-for 'script'; trusted-types bloksec-wait";

const CSS = `:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; padding: 1rem; background: light-dark(#f5f6f9, #14161c); color: light-dark(#1b1f2a, #e8eaf0) }
bloksec-wait { margin-top: 1rem }`;

/** Tests reach the exports by `widget`, since Vite rewrites an `import()` in what they evaluate. */
const SCRIPT = `import * as widget from '/bloksec-wait.min.js'; globalThis.widget = widget;`;

const page = (main: string): { type: string; body: string; headers: Record<string, string> } => ({
  type: 'text/html; charset=utf-8',
  headers: { 'content-security-policy': CSP },
  body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Bank</title>
<link rel="stylesheet" href="/bank.css"><script type="module" src="/bank.js"></script><main><h1>Bank</h1>${main}</main></html>`,
});

const FORM = `<form id="transfer" method="post" action="/transfers"><label>Amount <input name="amount" value="25.00"></label>
<label>Note <textarea name="note">a
b</textarea></label><button name="go" value="yes">Send</button></form>`;

/** A real browser and the pages of a small bank, with a gate that the test plays. */
export class Bank {
  readonly server: ProtocolServer;
  readonly complaints: string[] = [];
  readonly #browser: Browser;

  private constructor(server: ProtocolServer, browser: Browser) {
    this.server = server;
    this.#browser = browser;
  }

  static async open(): Promise<Bank> {
    const [server, browser, script] = await Promise.all([
      new ProtocolServer().listen(),
      launchChromium(),
      bundle(),
    ]);
    const { pages } = server;
    pages.set('/bloksec-wait.min.js', { type: 'text/javascript', body: script });
    pages.set('/bank.js', { type: 'text/javascript', body: SCRIPT });
    pages.set('/bank.css', { type: 'text/css', body: CSS });
    pages.set('/favicon.ico', { type: 'image/png', body: '' });
    pages.set('/form', page(`${FORM}<bloksec-wait for="transfer"></bloksec-wait>`));
    pages.set('/inside', page(FORM.replace('</form>', '<bloksec-wait></bloksec-wait></form>')));
    pages.set('/script', page('<button id="own">Own button</button>'));
    pages.set('/place', page('<button id="own">Own button</button><bloksec-wait></bloksec-wait>'));
    pages.set('/account', page('<p id="account">Welcome</p>'));
    return new Bank(server, browser);
  }

  /** A new browser context with this page. Whatever its console complains of is kept in `complaints`. */
  async visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext(options);
    const visited = await context.newPage();
    visited.on('pageerror', (error) => this.complaints.push(`${error}`));
    visited.on('console', (message) => {
      // Chromium logs every 401 and every cut connection; those are the protocol.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.complaints.push(message.text());
      }
    });
    await visited.goto(this.server.url + path);
    return visited;
  }

  reset(...options: Parameters<ProtocolServer['reset']>): void {
    this.complaints.length = 0;
    this.server.reset(...options);
  }

  /** Closes all pages. Throws where one has complained, or has sent what it never sends. */
  async leave(): Promise<void> {
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
    this.server.check();
    if (this.complaints.length > 0) throw new Error(`In the console: ${this.complaints.join()}`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.server.close();
  }
}
