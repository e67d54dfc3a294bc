import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const asked = process.env['BLOKSEC_TEST_SCREENSHOTS'] === '1';

const LOOKS = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
  { width: 360, height: 740, colorScheme: 'light' },
  { width: 360, height: 740, colorScheme: 'dark' },
] as const;

/**
 * Keeps what a person sees now as `docs/images/<name>-<width>-<scheme>.png`. Times and codes differ from run to run, so
 * a picture that is there already is only made anew where `BLOKSEC_TEST_SCREENSHOTS=1` asks for it.
 */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  const before = page.viewportSize();
  await mkdir(folder, { recursive: true });
  for (const { colorScheme, ...size } of LOOKS) {
    const path = `${folder}${name}-${size.width}-${colorScheme}.png`;
    if (!asked && existsSync(path)) continue;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    await page.screenshot({ path, animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
};
