import { WaitList } from '../stores/wait-list.ts';
import { answerMs } from './answer-in-time.ts';
import type { RedisConnection, RedisSubscriber } from './redis-connection.ts';
import { changesChannel } from './scripts/challenge/record.ts';

/** Announcements that are remembered, for a change that was announced while its challenge was being read: some seconds' worth. */
const rememberedChanges = 10_000;

/** Wakes who waits for a challenge when Redis announces its change, through one subscription that opens with the first of them. */
export class WakeUps {
  readonly #connection: RedisConnection;
  readonly #waiting: WaitList = new WaitList();
  /** The latest version that was announced of each challenge, the oldest announcement first. */
  readonly #versions: Map<string, number> = new Map();
  #subscriber: RedisSubscriber | undefined;
  #wakeAgain: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(connection: RedisConnection) {
    this.#connection = connection;
  }

  /** Resolves once a later version is announced, or the signal aborts, or announcements may have been missed. */
  wait(ref: string, version: number, signal: AbortSignal): Promise<void> {
    this.#subscribe();
    const isBehind = (this.#versions.get(ref) ?? version) > version;
    return isBehind ? Promise.resolve() : this.#waiting.wait(ref, signal);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#wakeAgain);
    this.#subscriber?.destroy();
    this.#waiting.wakeAll();
  }

  #subscribe(): void {
    if (this.#closed || this.#subscriber !== undefined) return;
    // A duplicate of a cluster's client then connects to the one node from which it hears.
    const subscriber = this.#connection.duplicate({ minimizeConnections: true });
    this.#subscriber = subscriber;
    // The client that was given meets the same errors and tells the application of them.
    subscriber.on('error', () => undefined);
    // Of a client, of a node in a cluster: it is connected (again), and subscribed again where it was before.
    for (const event of ['ready', 'node-ready']) subscriber.on(event, () => this.#isHearing());
    subscriber
      .connect()
      .then(() => {
        // The client (6.3) goes on with a connection that was being made when it was destroyed.
        if (this.#closed) throw new Error('closed');
        return subscriber.subscribe(changesChannel, (message) => this.#heard(message));
      })
      .then(
        () => this.#isHearing(),
        () => this.#giveUp(subscriber),
      );
  }

  /**
   * What was announced before was missed, so everyone has to read again: who waits now, at once; and who had read before but
   * begins to wait only now, once no such reading can be under way any more.
   */
  #isHearing(): void {
    this.#waiting.wakeAll();
    clearTimeout(this.#wakeAgain);
    this.#wakeAgain = setTimeout(() => this.#waiting.wakeAll(), answerMs).unref();
  }

  #heard(message: string): void {
    const [ref = '', version] = message.split(' ');
    this.#versions.delete(ref);
    this.#versions.set(ref, Number(version));
    if (this.#versions.size > rememberedChanges) {
      const [oldest = ''] = this.#versions.keys();
      this.#versions.delete(oldest);
    }
    this.#waiting.wake(ref);
  }

  /** The next who waits tries again. */
  #giveUp(subscriber: RedisSubscriber): void {
    subscriber.destroy();
    if (this.#subscriber === subscriber) this.#subscriber = undefined;
  }
}
