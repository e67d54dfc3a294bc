#!/usr/bin/env -S node --
// With "--", since Node would take the command's own --env-file for itself.
import { parseCommandLine, usage } from './command/command-line.ts';
import { run } from './command/run.ts';

try {
  const options = parseCommandLine(process.argv.slice(2));
  if (options === 'help') {
    console.log(usage);
  } else {
    await run(options);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
