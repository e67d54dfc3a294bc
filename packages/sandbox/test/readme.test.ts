import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('shows in the README the example that the tests run', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const example = await readFile(new URL('example.test.ts', import.meta.url), 'utf8');
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});
