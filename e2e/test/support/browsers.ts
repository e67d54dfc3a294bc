import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Generous: two small cores may be busy with other tests. */
export const PATIENCE_MS = 45_000;

const patient = (context: BrowserContext): BrowserContext => {
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
};

/** A browser that nobody has used before, on a laptop. */
export const newLaptop = async (
  browser: Browser,
  options: { readonly javaScriptEnabled?: boolean } = {},
): Promise<BrowserContext> =>
  patient(await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options }));

/** A phone: a browser of its own, which keeps the keys of whatever is linked with it. */
export const newPhone = async (browser: Browser): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
  });
  return patient(context).newPage();
};
