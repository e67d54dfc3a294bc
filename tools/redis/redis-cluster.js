import { command } from './command.js';
import { freePort } from './free-port.js';
import { startServer } from './redis-server.js';

const slots = ['0 5460', '5461 10922', '10923 16383'];

export const startRedisCluster = async ({ args = [], program } = {}) => {
  const nodes = [];
  const stop = async () => {
    await Promise.all(nodes.map(({ server }) => server.stop()));
  };
  try {
    for (const [index, range] of slots.entries()) {
      const busPort = await freePort();
      const { server, line } = await startServer({
        program,
        args: ['--cluster-enabled', 'yes', '--cluster-port', `${busPort}`, ...args],
      });
      nodes.push({ server, line, busPort });
      await command(server.port, `CLUSTER SET-CONFIG-EPOCH ${index + 1}`);
      await command(server.port, `CLUSTER ADDSLOTSRANGE ${range}`);
    }
    const [first, ...others] = nodes;
    for (const { server } of others) {
      await command(server.port, `CLUSTER MEET 127.0.0.1 ${first.server.port} ${first.busPort}`);
    }
    await Promise.all(nodes.map(({ line }) => line('Cluster state changed: ok')));
  } catch (error) {
    await stop();
    throw error;
  }
  const servers = nodes.map(({ server }) => server);
  return { urls: servers.map(({ url }) => url), nodes: servers, stop };
};
