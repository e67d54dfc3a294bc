// Bundles the pages of src/ui into dist/ui: three HTML files beside one folder of assets.
import { cp, readdir, rm } from 'node:fs/promises';
import { build } from 'rolldown';

const source = new URL('src/ui/', import.meta.url);
const target = new URL('dist/ui/', import.meta.url);
const pages = ['phone', 'inbox', 'console'];

await rm(target, { recursive: true, force: true });

await build({
  cwd: import.meta.dirname,
  input: Object.fromEntries(pages.map((page) => [page, `src/ui/${page}/main.ts`])),
  platform: 'browser',
  logLevel: 'warn',
  output: {
    dir: 'dist/ui/assets',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    sourcemap: true,
  },
});

for (const page of pages) {
  await cp(new URL(`${page}.html`, source), new URL(`${page}.html`, target));
}
for (const file of await readdir(new URL('assets/', source))) {
  await cp(new URL(`assets/${file}`, source), new URL(`assets/${file}`, target));
}
