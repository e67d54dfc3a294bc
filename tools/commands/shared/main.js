import { PlainError } from './plain-error.js';
import { stopSignal } from './stop-signal.js';

/**
 * Runs a command: hands it the signal on which it has to end, shows a plain error as its sentence, and sets the exit code.
 *
 * @param {(signal: AbortSignal) => Promise<number>} command resolves to the exit code
 * @param {{ stopped: number, failed?: () => void }} options exit code after a stop; what to say last after an error
 */
export const main = async (command, { stopped, failed }) => {
  const [major] = process.versions.node.split('.').map(Number);
  const signal = stopSignal();
  try {
    if ((major ?? 0) < 20) {
      throw new PlainError(
        `This needs Node 20 or newer; here it is ${process.versions.node}. Install a newer one and try again.`,
      );
    }
    process.exitCode = await command(signal);
  } catch (error) {
    if (signal.aborted) {
      process.exitCode = stopped;
      return;
    }
    console.error(error instanceof PlainError ? error.message : error);
    process.exitCode = 1;
    failed?.();
  }
};
