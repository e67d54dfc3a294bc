import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** The bundle for a script tag, made of the sources by the options of `pnpm run build`. */
export const bundle = async (entry: string = 'define.ts'): Promise<string> => {
  const { output } = await build({
    input: fileURLToPath(new URL(`../../src/${entry}`, import.meta.url)),
    platform: 'browser',
    write: false,
    output: { format: 'esm', minify: true },
  });
  return output[0].code;
};
