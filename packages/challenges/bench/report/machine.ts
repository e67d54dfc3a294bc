import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { findRedis } from '@bloksec/redis-server';

/** What the figures were measured on, and when. */
export const machine = (): string => {
  const [cpu] = cpus();
  const redis = execFileSync(findRedis() ?? 'redis-server', ['--version'], { encoding: 'utf8' });
  return [
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- Machine: ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}; clients, servers, BlokSec's stand-in and Redis share it`,
    `- Node.js ${process.version}, V8 ${process.versions.v8}`,
    `- Redis ${/v=(\S+)/.exec(redis)?.[1] ?? redis.trim()}, without persistence, over loopback`,
  ].join('\n');
};
