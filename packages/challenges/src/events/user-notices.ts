import type { GateSettings } from '../gate/gate-settings.ts';
import type { Asker } from '../intents/asker.ts';
import type { Quota } from '../stores/counter-store.ts';
import { errorKind } from './error-kind.ts';
import type { EventStream } from './event-stream.ts';
import type { UserNotice } from './user-notice.ts';

/** Tells the application what a user should hear of. */
export interface UserNotices {
  tell(reason: UserNotice['reason'], accountName: string, asker: Asker): void;
  /** Counts a refusal, and tells at the second within an hour. */
  refused(account: string, accountName: string, asker: Asker): Promise<void>;
}

const REFUSALS_IN_AN_HOUR: Quota = { name: 'bloksec-refusals-hour', points: 1, seconds: 3600 };

/** What `notifyUser` throws changes nothing but what is told of it. */
export const createUserNotices = (
  { notifyUser, counters }: GateSettings,
  events: EventStream,
): UserNotices => {
  const notify = async (notice: UserNotice): Promise<void> => {
    try {
      await notifyUser?.(notice);
    } catch (error) {
      const reason = errorKind(error);
      events.emit({ type: 'notification-failed', notice: notice.reason, reason });
    }
  };
  const tell: UserNotices['tell'] = (reason, accountName, asker) =>
    void notify({ reason, accountName, ...asker, at: new Date() });
  return {
    tell,
    refused: async (account, accountName, asker) => {
      const { count } = await counters.take(REFUSALS_IN_AN_HOUR, account);
      if (count === 2) tell('repeated-refusals', accountName, asker);
    },
  };
};
