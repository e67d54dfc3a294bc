import { once } from 'node:events';
import { PlainError } from '../shared/plain-error.js';
import { startServer } from './start-server.js';

/** How long a server may take until it listens, in milliseconds: generous, for a small and busy machine. */
const startLimitMs = 120_000;

/**
 * Runs the servers, one after the other listening, until the signal or the first of them ends; then ends all.
 *
 * @param {readonly import('./servers.js').Server[]} servers
 * @param {{ signal: AbortSignal, complain: (line: string) => void,
 *   ready: (listening: import('./start-server.js').Listening[]) => void }} options
 */
export const runServers = async (servers, { signal, complain, ready }) => {
  signal.throwIfAborted();
  const stopped = once(signal, 'abort').then(() => signal.throwIfAborted());
  /** @type {import('./start-server.js').RunningServer[]} */
  const running = [];
  const firstEnd = () => Promise.race([stopped, ...running.map(({ ended }) => ended)]);
  try {
    const listening = [];
    for (const server of servers) {
      const started = startServer(server, complain);
      running.push(started);
      const message = await Promise.race([started.listening, firstEnd(), tooLate(server)]);
      if (message !== undefined) listening.push(message);
    }
    ready(listening);
    await firstEnd();
  } finally {
    await Promise.all(running.map(({ end }) => end()));
  }
};

/** @param {{ name: string }} server @returns {Promise<never>} */
const tooLate = ({ name }) =>
  new Promise((_, reject) => {
    const late = new PlainError(
      `The ${name} did not listen within ${startLimitMs / 1000} s, so everything was stopped.`,
    );
    setTimeout(() => reject(late), startLimitMs).unref();
  });
