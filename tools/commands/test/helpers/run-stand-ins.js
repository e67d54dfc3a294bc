// Runs stand-ins as npm start runs its servers; each argument is one stand-in, "name:behaviour".
import { fileURLToPath } from 'node:url';
import { main } from '../../shared/main.js';
import { runServers } from '../../start/run-servers.js';

const script = fileURLToPath(new URL('stand-in.js', import.meta.url));

const servers = process.argv.slice(2).map((argument) => {
  const [name = '', behaviour = ''] = argument.split(':');
  return {
    name,
    script,
    args: [behaviour],
    nodeOptions: [],
    env: { ...process.env, STAND_IN: name },
  };
});

await main(
  async (signal) => {
    await runServers(servers, {
      signal,
      complain: console.error,
      ready: (listening) => console.log(`ready ${listening.map(({ url }) => url).join(' ')}`),
    });
    return 0;
  },
  { stopped: 0 },
);
