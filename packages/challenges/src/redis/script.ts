import { createHash } from 'node:crypto';
import { answerInTime } from './answer-in-time.ts';
import type { RedisConnection } from './redis-connection.ts';

/** A Lua script, with the name under which Redis keeps it. */
export interface Script {
  readonly source: string;
  readonly sha1: string;
}

export const script = (...parts: readonly string[]): Script => {
  const source = parts.join('');
  return { source, sha1: createHash('sha1').update(source).digest('hex') };
};

/** Runs a script in one round trip; in two where the server does not know it yet, or no longer (restart, failover, SCRIPT FLUSH). */
export type RunScript = (
  script: Script,
  keys: readonly string[],
  args?: readonly (string | number)[],
) => Promise<unknown>;

export const scriptRunner =
  (connection: RedisConnection): RunScript =>
  ({ source, sha1 }, keys, args = []) =>
    answerInTime(async (abortSignal) => {
      // The client's own timeout would be one timer more, and its type mapping is for the application's replies.
      const client = connection.withCommandOptions({ abortSignal, timeout: 0, typeMapping: {} });
      const call = { keys: [...keys], arguments: args.map(String) };
      try {
        return await client.evalSha(sha1, call);
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
        return client.eval(source, call);
      }
    });
