import { refuseProduction } from '../refuse-production.ts';
import { defaultLimits } from '../state/default-limits.ts';
import { startServer } from '../server.ts';
import { announce } from './announce.ts';
import { prepareApplication } from './application.ts';
import type { CommandOptions } from './command-line.ts';

/** Starts the sandbox, says where it is, and closes it at SIGINT or SIGTERM. */
export async function run(options: CommandOptions): Promise<void> {
  refuseProduction();
  const server = await startServer(options.port, options.data, defaultLimits);
  try {
    const application = await prepareApplication(server.state, options);
    announce(server, application);
  } catch (error) {
    await server.close();
    throw error;
  }
  const close = (): void => {
    process.off('SIGINT', close);
    process.off('SIGTERM', close);
    void server.close();
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
}
