// npm start: from a fresh clone to the running sample app and sandbox.
import { join } from 'node:path';
import { bootstrap } from './shared/bootstrap.js';
import { main } from './shared/main.js';
import { PlainError } from './shared/plain-error.js';
import { root } from './shared/root.js';
import { turboRun } from './shared/turbo.js';
import { assertPortFree } from './start/assert-port-free.js';
import { lockFolder } from './start/lock-folder.js';
import { runServers } from './start/run-servers.js';
import { servers } from './start/servers.js';
import { startOptions } from './start/start-options.js';
import { forgetState } from './start/state.js';
import { welcome } from './start/welcome.js';

const say = console.log;

/** @param {AbortSignal} signal */
const start = async (signal) => {
  process.chdir(root);
  const { port, sandboxPort, fresh } = startOptions(process.argv.slice(2), process.env);
  const folder = join(root, '.bloksec');
  await lockFolder(folder);
  await assertPortFree(port, '--port', '3100');
  await assertPortFree(sandboxPort, '--sandbox-port', '4500');
  if (fresh) await forgetState(folder);

  const env = await bootstrap({ say, signal });
  say('Building …');
  const filters = ['--filter=@bloksec/sandbox', '--filter=@bloksec/sample-nestjs'];
  const { ok, output } = await turboRun(['build', ...filters], { env, signal });
  if (!ok) throw new PlainError(`The build failed:\n${output.trim()}`);

  say('Starting the sandbox and the sample app …');
  await runServers(servers({ root, folder, port, sandboxPort, env }), {
    signal,
    complain: console.error,
    ready: (listening) => say(welcome(listening)),
  });
  return 0;
};

await main(start, { stopped: 0 });
