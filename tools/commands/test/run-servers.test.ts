import { describe, expect, it, vi } from 'vitest';
import { isAlive, serverPids, startStandIns } from './helpers/stand-ins.ts';

describe('runServers', { timeout: 30_000 }, () => {
  it('starts each server once the one before it listens, and then says that all do', async () => {
    const run = startStandIns(['sandbox', 'app']);
    await run.saying(/ready/);
    expect(run.said()).toMatch(/^sandbox: pid \d+\napp: pid \d+\n/);
    expect(run.said()).toContain('ready http://sandbox.test http://app.test');
    run.process.kill('SIGTERM');
    await run.ended();
  });

  it('keeps quiet what the servers print, except their errors', async () => {
    const run = startStandIns(['sandbox']);
    await run.saying(/ready/);
    run.process.kill('SIGTERM');
    await run.ended();
    expect(run.said()).not.toContain('standard output');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends all servers on %s', async (signal) => {
    const run = startStandIns(['sandbox', 'app']);
    await run.saying(/ready/);
    const pids = serverPids(run.said());
    run.process.kill(signal);
    expect(await run.ended()).toBe(0);
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  it('ends all servers when the shell that npm started it with is killed', async () => {
    const run = startStandIns(['sandbox', 'app'], true);
    await run.saying(/ready/);
    run.process.kill('SIGKILL');
    await run.ended();
    expect(serverPids(run.said()).map(isAlive)).toEqual([false, false]);
  });

  it('leaves no server running when it is itself killed', async () => {
    const run = startStandIns(['sandbox', 'app']);
    await run.saying(/ready/);
    run.process.kill('SIGKILL');
    await run.ended();
    await vi.waitFor(
      () => expect(serverPids(run.said()).map(isAlive)).toEqual([false, false]),
      10_000,
    );
  });

  it('kills a server that does not end when asked', async () => {
    const run = startStandIns(['sandbox:stubborn']);
    await run.saying(/ready/);
    run.process.kill('SIGTERM');
    expect(await run.ended()).toBe(0);
    expect(serverPids(run.said()).map(isAlive)).toEqual([false]);
  });

  it('ends the others when one dies, and says which', async () => {
    const run = startStandIns(['sandbox', 'app']);
    await run.saying(/ready/);
    const [sandbox = 0, app = 0] = serverPids(run.said());
    process.kill(sandbox, 'SIGKILL');
    expect(await run.ended()).toBe(1);
    expect(run.said()).toContain('The sandbox ended (SIGKILL), so everything was stopped.');
    expect(isAlive(app)).toBe(false);
  });

  it('shows the error of a server that cannot start, and no stack', async () => {
    const run = startStandIns(['sandbox', 'app:fail']);
    expect(await run.ended()).toBe(1);
    expect(run.said()).toContain('app: cannot start: no database');
    expect(run.said()).toContain('The app ended (exit code 3), so everything was stopped.');
    expect(run.said()).not.toMatch(/^\s+at /m);
    expect(serverPids(run.said()).map(isAlive)).toEqual([false, false]);
  });
});
