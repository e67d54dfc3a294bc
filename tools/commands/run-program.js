// Runs a program that is written in TypeScript and uses the packages' sources, from a fresh clone on: benchmarks, chaos.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bootstrap } from './shared/bootstrap.js';
import { main } from './shared/main.js';
import { root } from './shared/root.js';
import { run } from './shared/run.js';

// What a program prints is its result: standard output is for that alone.
const say = console.error;

/** @param {AbortSignal} signal */
const runProgram = async (signal) => {
  const env = await bootstrap({ say, signal });
  const { stdout } = await run('node', ['-p', 'process.features.typescript ?? false'], {
    cwd: root,
    env,
    signal,
  });
  // Node before 22.18 takes types off only where it is asked to.
  const flags = stdout.trim() === 'false' ? ['--experimental-strip-types', '--no-warnings'] : [];
  const args = [...flags, '--conditions=@bloksec/source', ...process.argv.slice(2)];
  const program = spawn('node', args, { cwd: root, env, stdio: 'inherit' });
  signal.addEventListener('abort', () => program.kill('SIGTERM'), { once: true });
  const [code] = await once(program, 'exit');
  return code ?? 1;
};

const interrupted = 130; // as shells say it after Ctrl-C
await main(runProgram, { stopped: interrupted });
