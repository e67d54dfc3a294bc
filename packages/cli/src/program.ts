import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { auth } from './commands/auth.ts';
import { doctor } from './commands/doctor.ts';
import { register } from './commands/register.ts';
import { showRegistration } from './commands/registrations-show.ts';
import { watchRegistrations } from './commands/registrations-watch.ts';
import { environmentHelp, registerHelp, watchHelp } from './help.ts';
import { interruption } from './interruption.ts';
import { collect, wholeNumber } from './option-values.ts';
import { exitCodeOf, exitCodes, UsageError } from './output/exit-codes.ts';
import { failureOf, messageOf } from './output/failure.ts';
import { openOutput, type Output } from './output/output.ts';
import { parseMapping } from './rows/columns.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

/** Options that every command has. */
interface Common {
  readonly credentials?: string;
  readonly json?: true;
}

interface RegisterFlags extends Common {
  readonly dryRun?: true;
  readonly map?: readonly string[];
  readonly concurrency: number;
  readonly rate?: number;
  readonly journal?: string;
  readonly report?: string;
  readonly resendUnknown?: true;
}

interface WatchFlags extends Common {
  readonly interval: number;
  readonly concurrency: number;
  readonly journal?: string;
}

/** Runs the command line, and gives the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.ok;
  /** Runs a command, and tells of its error. */
  const act = async (
    { json }: Common,
    command: (output: Output, interrupted: AbortSignal) => Promise<number>,
  ): Promise<void> => {
    const output = openOutput(json === true);
    try {
      exitCode = await command(output, interruption());
    } catch (error) {
      exitCode = exitCodeOf(error);
      await tell(output, error);
    }
  };

  const program = new Command('bloksec')
    .description('BlokSec from the shell: invite users, one or a million; ask for approvals.')
    .version(version)
    .addHelpText('after', environmentHelp)
    .exitOverride()
    // Told below: as JSON where that is asked for, and without the values of mistyped options.
    .configureOutput({ outputError: () => undefined });

  common(program.command('register'))
    .description('invite the users of a file')
    .argument('<file>', 'CSV or JSON lines; "-" for standard input')
    .option('--dry-run', 'only check the file: sends nothing, needs no credentials')
    .option('--map <field=column>', 'take a field from this column; repeatable', collect)
    .option('--concurrency <n>', 'rows under way at once, 1 to 200', wholeNumber(1, 200), 10)
    .option('--rate <n>', 'rows sent in any second, at most', wholeNumber(1, 100_000))
    .option('--journal <path>', 'where the run remembers (default: FILE.journal)')
    .option('--report <path>', 'where the report goes (default: FILE.report.csv)')
    .option('--resend-unknown', 'send rows again whose outcome is unknown')
    .addHelpText('after', registerHelp)
    .action((file: string, flags: RegisterFlags) =>
      act(flags, (output, interrupted) =>
        register(file, {
          dryRun: flags.dryRun === true,
          columns: parseMapping(flags.map ?? []),
          concurrency: flags.concurrency,
          rate: flags.rate,
          journal: flags.journal,
          report: flags.report,
          resendUnknown: flags.resendUnknown === true,
          credentialsFile: flags.credentials,
          output,
          interrupted,
        }),
      ),
    );

  const registrations = program.command('registrations').description('say where invitations stand');
  common(registrations.command('show'))
    .description('show one registration')
    .argument('<id>', 'the registration ID, as the report has it')
    .action((id: string, flags: Common) =>
      act(flags, (output, signal) =>
        showRegistration(id, { credentialsFile: flags.credentials, output, signal }),
      ),
    );
  common(registrations.command('watch'))
    .description('follow the invitations of a file until none is pending')
    .argument('<file>', 'the file that "bloksec register" was given')
    .option('--journal <path>', 'its journal (default: FILE.journal)')
    .option('--interval <seconds>', 'time between two rounds', wholeNumber(1, 86_400), 10)
    .option('--concurrency <n>', 'questions at once, 1 to 200', wholeNumber(1, 200), 10)
    .addHelpText('after', watchHelp)
    .action((file: string, flags: WatchFlags) =>
      act(flags, (output, signal) =>
        watchRegistrations(file, {
          journal: flags.journal,
          interval: flags.interval,
          concurrency: flags.concurrency,
          credentialsFile: flags.credentials,
          output,
          signal,
        }),
      ),
    );

  common(program.command('auth'))
    .description('ask a user to approve on the phone; exit 0 only when accepted')
    .argument('<account>', 'the account name')
    .requiredOption('--summary <text>', 'the headline on the phone')
    .option('--details <text>', 'the text below it')
    .action((account: string, flags: Common & { summary: string; details?: string }) =>
      act(flags, (output, signal) =>
        auth(account, { ...flags, credentialsFile: flags.credentials, output, signal }),
      ),
    );

  common(program.command('doctor'))
    .description('say what is wrong with configuration, network, credentials, clock')
    .action((flags: Common) =>
      act(flags, (output, signal) => doctor(flags.credentials, output, signal)),
    );

  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // The help or the version was asked for, and printed.
    if (error.exitCode === 0) return exitCodes.ok;
    // commander has printed the help, since there was no command.
    if (error.code !== 'commander.help') {
      await tell(openOutput(argv.includes('--json')), new UsageError(withoutValues(error.message)));
    }
    return exitCodes.usage;
  }
  return exitCode;
}

function common(command: Command): Command {
  return command
    .option('--credentials <path>', 'read the environment from this file (mode 0600)')
    .option('--json', 'print one JSON object per line');
}

async function tell(output: Output, error: unknown): Promise<void> {
  if (output.isJson) await output.result({ error: failureOf(error) }, undefined);
  else output.remark(`bloksec: ${messageOf(error)}`);
}

/** Somebody may have tried to pass the secret: `--secret=…` is no option, and its value is not repeated. */
function withoutValues(message: string): string {
  return message.replace(/^error: /, '').replace(/'(--?[\w-]+)=[^\n]*'/, "'$1=…'");
}
