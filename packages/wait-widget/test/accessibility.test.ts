import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bank } from './helpers/bank.ts';
import { states } from './helpers/states.ts';

let bank: Bank;
beforeAll(async () => {
  bank = await Bank.open();
}, 60_000);
afterAll(() => bank.close());
beforeEach(() => bank.reset());
afterEach(() => bank.leave());

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** With BLOKSEC_TEST_SHOTS=folder: a screenshot of each state, to be looked at. */
const shots = process.env['BLOKSEC_TEST_SHOTS'];

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  it.each(Object.keys(states))(
    'has nothing that axe objects to while %s, at 320 and 1280 px',
    async (name) => {
      const page = await bank.visit('/form', {
        colorScheme,
        viewport: { width: 320, height: 900 },
      });
      await states[name]?.(bank, page);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${colorScheme}-320.png` });
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect(await sideways(page)).toBe(0);
      await page.setViewportSize({ width: 1280, height: 800 });
      if (shots) await page.screenshot({ path: `${shots}/${name}-${colorScheme}-1280.png` });
      expect(await sideways(page)).toBe(0);
    },
  );
});

it('speaks on changes, not every second', async () => {
  const page = await bank.visit('/form');
  await page.clock.install();
  await states['login']?.(bank, page);
  const spoken = await page.evaluate(() => {
    const root = document.querySelector('bloksec-wait')?.shadowRoot as ShadowRoot;
    const texts: string[] = [];
    Object.assign(globalThis, { texts });
    for (const live of root.querySelectorAll('[aria-live="polite"]')) {
      new MutationObserver(() => texts.push(live.textContent)).observe(live, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
    return root.querySelectorAll('[aria-live="polite"]').length;
  });
  expect(spoken).toBeGreaterThan(1);
  const left = page.getByRole('timer');
  const before = await left.textContent();
  await page.clock.runFor(10_000);
  expect(await left.textContent()).not.toBe(before);
  expect(await page.evaluate(() => (globalThis as unknown as { texts: string[] }).texts)).toEqual(
    [],
  );
  bank.server.end('approval-denied');
  await page.getByRole('heading', { name: 'Denied on the phone' }).waitFor();
  expect(await page.evaluate(() => (globalThis as unknown as { texts: string[] }).texts)).toEqual([
    'Denied on the phone',
    'Nothing was done. If that was a mistake, try again.',
  ]);
});

it('holds still where less motion is wished', async () => {
  const moving = (page: Page): Promise<number> =>
    page.evaluate(
      () => document.querySelector('bloksec-wait')?.shadowRoot?.getAnimations().length ?? 0,
    );
  const still = await bank.visit('/form', { reducedMotion: 'reduce' });
  await states['login']?.(bank, still);
  expect(await moving(still)).toBe(0);
  await bank.leave();
  bank.reset();
  const page = await bank.visit('/form', { reducedMotion: 'no-preference' });
  await states['login']?.(bank, page);
  expect(await moving(page)).toBeGreaterThan(0);
});
