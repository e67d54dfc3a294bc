import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkThreatModel } from '../src/check-threat-model.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const to38 = Array.from({ length: 38 }, (_, index) => `T${index + 1}`);
const threats = [...to38, 'T42', 'T43', 'T51', 'T52', 'T53'];

it('names each threat once in docs/threat-model.md, with tests that are there', async () => {
  expect(await checkThreatModel(root, 'docs/threat-model.md', threats)).toEqual([]);
});
