import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadFailure } from './download-failure.js';
import { retries } from './retries.js';
import { run } from './run.js';

/**
 * Gets the tools from npm into their own git-ignored folder, never globally; does nothing when they are there.
 *
 * @param {{ folder: string, tools: Record<string, string>, say: (line: string) => void,
 *   env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 */
export const getTools = async ({ folder, tools, say, env, signal }) => {
  // Written last, so that an interrupted download is not taken for a finished one.
  const stamp = join(folder, 'ready.json');
  const wanted = JSON.stringify(tools);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;

  const names = Object.entries(tools).map(([name, version]) => `${name} ${version}`);
  say(`Getting ${names.join(' and ')} from npm into .bloksec/tools …`);
  await rm(stamp, { force: true });
  await mkdir(folder, { recursive: true });
  // Both packages put their program in place by an install script, which npm runs only for those allowed here.
  const allowScripts = Object.fromEntries(Object.keys(tools).map((name) => [name, true]));
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: tools, allowScripts }),
  );
  const { ok, output } = await run(
    'npm',
    [
      'install',
      '--prefix=.',
      '--ignore-scripts=false',
      '--no-audit',
      '--no-fund',
      '--no-update-notifier',
      '--loglevel=error',
      ...retries.map((setting) => `--${setting}`),
    ],
    { cwd: folder, env, signal },
  );
  if (!ok) throw downloadFailure(names.join(' and '), output);
  await writeFile(stamp, wanted);
};
