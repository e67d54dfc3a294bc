import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { auth } from './commands/auth.ts';
import { register } from './commands/register.ts';
import { registration } from './commands/registration.ts';
import { interruption } from './interruption.ts';
import { exitCodeOf, exitCodes } from './output/exit-codes.ts';
import { failureOf, messageOf } from './output/failure.ts';
import { openOutput, type Output } from './output/output.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

const environmentHelp = `
The application and its secret come from the environment only:
  BLOKSEC_APPLICATION_ID, BLOKSEC_APPLICATION_SECRET, BLOKSEC_API_URL

Exit codes: 0 done or accepted, 1 the answer is no, 2 wrong use, 3 failed, 4 failed and it
is unknown whether it was sent, 130 interrupted.`;

const registerHelp = `
Register trusted, verified addresses only: BlokSec sends each one a mail, and who reads it
can link a phone to the account.

FILE is CSV with the header
  email,accountName,firstName,lastName,mobileNumber
(any order; email and accountName are required) or one JSON object per line with the same
names. It is checked whole before anything is sent; one bad row, and nothing is sent.
"-" reads standard input, where each row is checked as it comes and bad ones are left out.

A run does not remember: after an interruption, take out the rows that were sent.`;

/** Runs the command line, and gives the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.ok;
  /** Runs a command, and tells of its error. */
  const act = async (
    { json }: { json?: true },
    command: (output: Output) => Promise<number>,
  ): Promise<void> => {
    const output = openOutput(json === true);
    try {
      exitCode = await command(output);
    } catch (error) {
      exitCode = exitCodeOf(error);
      if (json === true) output.result({ error: failureOf(error) }, '');
      else output.remark(`bloksec: ${messageOf(error)}`);
    }
  };

  const program = new Command('bloksec')
    .description('BlokSec from the shell: invite users, one or many, and ask for approvals.')
    .version(version)
    .addHelpText('after', environmentHelp)
    .exitOverride();

  program
    .command('register')
    .description('invite the users of a file, one after the other')
    .argument('<file>', 'CSV or JSON lines; "-" for standard input')
    .option('--dry-run', 'only check the file: nothing is sent, no credentials are needed')
    .option('--json', 'print one JSON object per line')
    .addHelpText('after', registerHelp)
    .action((file: string, options: { dryRun?: true; json?: true }) =>
      act(options, (output) =>
        register(file, { dryRun: options.dryRun === true, output, interrupted: interruption() }),
      ),
    );

  program
    .command('registration')
    .description('say where a registration stands')
    .argument('<id>', 'the id that register printed')
    .option('--json', 'print JSON')
    .action((id: string, options: { json?: true }) =>
      act(options, (output) => registration(id, output, interruption())),
    );

  program
    .command('auth')
    .description('ask a user to approve on the phone, and wait; exit 0 only when accepted')
    .argument('<account>', 'the account name')
    .requiredOption('--summary <text>', 'the headline on the phone')
    .option('--details <text>', 'the text below it')
    .option('--json', 'print JSON')
    .action((account: string, options: { summary: string; details?: string; json?: true }) =>
      act(options, (output) => auth(account, { ...options, output, signal: interruption() })),
    );

  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // commander has printed what is wrong, or the help that was asked for.
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
  return exitCode;
}
