import { launchChromium } from '@bloksec/chromium';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import { createSandbox } from '../../../src/index.ts';
import type { Sandbox, SandboxOptions } from '../../../src/index.ts';
import { watchTrouble } from './trouble.ts';

/** A sandbox, and a browser that nobody has used before. */
export interface Scene {
  readonly sandbox: Sandbox;
  readonly context: BrowserContext;
  /** Opens a page of the sandbox. A script error, a dialog or a violation of its policy fails the test at its end. */
  readonly open: (address: string) => Promise<Page>;
}

/** Generous: two small cores may be busy with other tests. */
const patienceMs = 60_000;

let browser: Browser;

/** Starts the browser for the tests of a file. */
export function useBrowser(): void {
  vi.setConfig({ testTimeout: patienceMs * 2, hookTimeout: patienceMs });
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
  });
}

/** Lasts until the end of the test. */
export async function newScene(
  options: SandboxOptions = {},
  browserOptions: BrowserContextOptions = {},
): Promise<Scene> {
  const sandbox = await createSandbox({ applicationName: 'Harbour Bank', ...options });
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    ...browserOptions,
  });
  context.setDefaultTimeout(patienceMs);
  const trouble = await watchTrouble(context);
  onTestFinished(async () => {
    await context.close();
    await sandbox.close();
    expect(trouble).toEqual([]);
  });
  return {
    sandbox,
    context,
    open: async (address) => {
      const page = await context.newPage();
      await page.goto(address);
      return page;
    },
  };
}
