import type { Challenge, ChallengeKey } from '../stores/challenge.ts';
import type { ChallengeStore } from '../stores/challenge-store.ts';
import { type ChallengeRecord, toChallenge } from '../stores/moves.ts';
import { answerInTime } from './answer-in-time.ts';
import type { RedisConnection } from './redis-connection.ts';
import { type Script, scriptRunner } from './script.ts';
import { consume } from './scripts/challenge/consume.ts';
import { create } from './scripts/challenge/create.ts';
import { move } from './scripts/challenge/move.ts';
import { read } from './scripts/challenge/read.ts';
import { renew } from './scripts/challenge/renew.ts';
import { tryCode } from './scripts/challenge/try-code.ts';
import { WakeUps } from './wake-ups.ts';

/** As the scripts answer. */
type Answer = [now: number, record: string | null, done: number];

const challengeKey = ({ owner, ref }: ChallengeKey): string => `bloksec:{${owner}}:c:${ref}`;
const liveKey = (owner: string, joinKey: string): string => `bloksec:{${owner}}:j:${joinKey}`;

/** What JSON leaves out. */
const absent = {
  codeHash: undefined,
  requestId: undefined,
  failure: undefined,
  approvedAt: undefined,
};

/** Challenges in Redis: each method is one script, so one round trip and one atomic step. */
export const redisChallengeStore = (connection: RedisConnection): ChallengeStore => {
  const run = scriptRunner(connection);
  const wakeUps = new WakeUps(connection);

  const ask = async (
    script: Script,
    keys: readonly string[],
    args: readonly (string | number)[] = [],
  ): Promise<{ readonly done: boolean; readonly challenge: Challenge | undefined }> => {
    const [now, text, done] = (await run(script, keys, args)) as Answer;
    if (text === null) return { done: false, challenge: undefined };
    const record: ChallengeRecord = { ...absent, ...JSON.parse(text) };
    return { done: done === 1, challenge: toChallenge(record, now) };
  };

  return {
    shared: true,

    create: async (challenge) => {
      const keys = [challengeKey(challenge), liveKey(challenge.owner, challenge.joinKey)];
      const { done, challenge: live } = await ask(create, keys, [JSON.stringify(challenge)]);
      return { created: done, challenge: live as Challenge };
    },

    read: async (key) => (await ask(read, [challengeKey(key)])).challenge,

    move: async (key, wanted) => {
      const { done, challenge } = await ask(move, [challengeKey(key)], [JSON.stringify(wanted)]);
      return { moved: done, challenge };
    },

    tryCode: async (key, codeHash, maxTries) => {
      const { done, challenge } = await ask(tryCode, [challengeKey(key)], [codeHash, maxTries]);
      return { matched: done, challenge };
    },

    renew: async (key, holder) => (await run(renew, [challengeKey(key)], [holder])) === 1,

    consume: async (key, { binding, details }) => {
      const { done, challenge } = await ask(consume, [challengeKey(key)], [binding, details]);
      return { consumed: done, challenge };
    },

    changed: ({ ref }, version, signal) => wakeUps.wait(ref, version, signal),

    ping: async () => {
      await answerInTime((abortSignal) =>
        connection.withCommandOptions({ abortSignal, timeout: 0, typeMapping: {} }).ping(),
      );
    },

    close: async () => wakeUps.close(),
  };
};
