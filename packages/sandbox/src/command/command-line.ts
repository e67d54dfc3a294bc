import { parseArgs } from 'node:util';

/** What `bloksec-sandbox` was told. */
export interface CommandOptions {
  readonly port: number;
  /** Undefined: nothing is kept. */
  readonly data: string | undefined;
  readonly application: string;
  /** Undefined: the variables are printed. */
  readonly envFile: string | undefined;
}

export const usage = `bloksec-sandbox: BlokSec on your own machine, for development and tests

  --port N            port on the loopback interface (default 4400; 0 for any free one)
  --data DIR          folder that keeps everything over a restart (default: nothing is kept)
  --application NAME  application to make at the first start (default "My application")
  --env-file FILE     where to write its three variables (default: print them)
  --help              show this`;

const hint = 'See bloksec-sandbox --help.';

/** @throws with one sentence for people. */
export function parseCommandLine(args: string[]): CommandOptions | 'help' {
  const values = parse(args);
  if (values.help === true) {
    return 'help';
  }
  const { port = '4400', data, application = 'My application', 'env-file': envFile } = values;
  for (const [name, value] of Object.entries({ data, application, 'env-file': envFile })) {
    if (value?.trim() === '') {
      throw new Error(`--${name} needs a value. ${hint}`);
    }
  }
  return { port: parsePort(port), data, application, envFile };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        application: { type: 'string' },
        'env-file': { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/u);
    throw new Error(`${sentence}. ${hint}`, { cause: error });
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/u.test(text) || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${text}". ${hint}`);
  }
  return port;
}
