#!/usr/bin/env node
import { run } from './program.ts';

// A reader that has gone (`bloksec … | head`) ends the program, as SIGPIPE ends others: nobody would see what it still does.
process.stdout.on('error', () => process.exit(128 + 13));

process.exitCode = await run(process.argv);
