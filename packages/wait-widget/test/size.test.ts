import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundle } from './helpers/bundle.ts';

it('is at most 7.25 KiB in one script, as the README says', async () => {
  expect(gzipSync(await bundle()).byteLength).toBeLessThanOrEqual(7.25 * 1024);
});

it('is at most 2 KiB without the element', async () => {
  const loop = await bundle('loop/wait-for-approval.ts');
  expect(loop).not.toContain('customElements');
  expect(gzipSync(loop).byteLength).toBeLessThanOrEqual(2 * 1024);
});
