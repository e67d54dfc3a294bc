import yoctoSpinner from 'yocto-spinner';
import type { Output } from './output.ts';

/** Says how far something is, in one line: short and with a bar for a terminal, in words for a log. */
export type ProgressText = (forTerminal: boolean) => string;

export interface Progress {
  /** Takes the line away. May be called again. */
  stop(): void;
}

const redrawMs = 200;
/** Often enough to see that it goes on, seldom enough for a log. */
const logMs = 10_000;

/**
 * Shows on standard error how far something is: a line that moves on a terminal, in CI and in files a plain line every
 * 10 s, nothing with `--json`.
 */
export function startProgress(output: Output, text: ProgressText): Progress {
  if (output.isJson) return { stop: () => undefined };
  if (isTerminal()) return movingLine(text);
  const timer = setInterval(() => output.remark(text(false)), logMs);
  return { stop: () => clearInterval(timer) };
}

/** Shows that something is waited for: a line that moves on a terminal, elsewhere one plain line at the beginning. */
export function startSpinner(output: Output, text: ProgressText): Progress {
  if (!output.isJson && isTerminal()) return movingLine(text);
  output.remark(text(false));
  return { stop: () => undefined };
}

function movingLine(text: ProgressText): Progress {
  // The spinner itself takes two columns. A line that wraps would jump.
  const fit = (): string => text(true).slice(0, (process.stderr.columns || 80) - 3);
  // Ctrl-C is the program's own affair.
  const spinner = yoctoSpinner({ stream: process.stderr, handleSignals: false, text: fit() });
  spinner.start();
  const timer = setInterval(() => {
    spinner.text = fit();
  }, redrawMs);
  return {
    stop: () => {
      clearInterval(timer);
      spinner.stop();
    },
  };
}

/** As the spinner sees it, which moves nothing in CI. */
function isTerminal(): boolean {
  return process.stderr.isTTY && process.env['TERM'] !== 'dumb' && !('CI' in process.env);
}
