import { fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { PROBLEMS } from '../../src/gate/problems.ts';
import { canary } from './canary/canaries.ts';
import type { DriveReport } from './canary/drive-gate.ts';

/** Node before 22.18 takes types off only where it is asked to. */
const typesFlags = process.features.typescript
  ? []
  : ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

test('T43: no error path of the gate writes, logs, tells or exports a secret, code, cookie, id, session, person or content', async () => {
  // A process of its own: only so is everything caught that it writes.
  const child = fork(new URL('canary/drive-gate.ts', import.meta.url), {
    execArgv: ['--conditions=@bloksec/source', ...typesFlags],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_ENV: 'test', NODE_OPTIONS: '' },
  });
  onTestFinished(() => void child.kill());
  const written = [text(child.stdout!), text(child.stderr!)];
  const [[report], [code]] = (await Promise.all([
    once(child, 'message').catch(() => [undefined]),
    once(child, 'exit'),
  ])) as [[DriveReport], [number]];
  const [stdout = '', stderr = ''] = await Promise.all(written);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });

  // It went everywhere, and there was something to find.
  expect(report.problems.toSorted()).toEqual(Object.keys(PROBLEMS).toSorted());
  expect(report.canaries.length).toBeGreaterThan(100);
  expect(report.canaries).toEqual(expect.arrayContaining(Object.values(canary)));
  expect(report.visible).not.toContain('configuration was accepted');
  expect(stdout).toContain('authn_login_success');
  for (const name of ['authn_login_lock', 'excess_rate_limit', 'sys_dependency_fail:store']) {
    expect(stderr).toContain(name);
  }

  const everything = `${stdout}\n${stderr}\n${report.visible}`;
  expect(report.canaries.filter((each) => everything.includes(each))).toEqual([]);
  const lines = `${stdout}${stderr}`.trim().split('\n');
  expect(lines.filter((line) => !line.startsWith('{"datetime":'))).toEqual([]);
});
