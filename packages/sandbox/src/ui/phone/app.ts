import { signDecision } from '../../phone/sign-decision.ts';
import type { Decision } from '../../protocol.ts';
import { RefusedError, UnreachableError } from '../shared/http.ts';
import { sendDecision } from './api.ts';
import { openInvitation } from './invitation.ts';
import { Pending } from './pending.ts';
import type { Arrival } from './pending.ts';
import { homeScreen } from './screens/home-screen.ts';
import type { Notice } from './screens/home-screen.ts';
import { notGenuineScreen } from './screens/not-genuine-screen.ts';
import { requestScreen } from './screens/request-screen.ts';
import type { Screen } from './screens/screen.ts';
import { waitingBar } from './screens/waiting-bar.ts';
import { Stage } from './stage.ts';
import type { PastAnswer, PhoneStore, StoredAccount } from './store.ts';
import { watch } from './watch.ts';

const noticeMs = 6000;

/** The phone: what it knows, what it shows, and who it listens to. */
export class App {
  readonly #store: PhoneStore;
  readonly #stage: Stage;
  readonly #onConnection: (connected: boolean) => void;
  readonly #pending: Pending = new Pending(() => this.#render());
  readonly #watches = new Map<string, AbortController>();
  readonly #forgotten = new Set<string>();
  /** Two tabs are one phone: what one tab links or answers, the other shows. */
  readonly #tabs = new BroadcastChannel('bloksec-phone');
  #accounts: StoredAccount[] = [];
  #answers: PastAnswer[] = [];
  #notice: Notice | undefined;
  #invitation: Screen | undefined;
  #open: string | undefined;

  constructor(store: PhoneStore, stage: Stage, onConnection: (connected: boolean) => void) {
    this.#store = store;
    this.#stage = stage;
    this.#onConnection = onConnection;
    this.#tabs.addEventListener('message', () => void this.#load());
  }

  async start(invitationToken: string | undefined): Promise<void> {
    if (invitationToken !== undefined) {
      this.#invitation = await openInvitation(invitationToken, this.#store, (notice) => {
        history.replaceState(null, '', '/');
        this.#invitation = undefined;
        this.#tell(notice);
        void this.#changed();
      });
    }
    await this.#load();
  }

  async #changed(): Promise<void> {
    this.#tabs.postMessage('changed');
    await this.#load();
  }

  async #load(): Promise<void> {
    this.#accounts = await this.#store.accounts();
    this.#answers = await this.#store.answers();
    for (const account of this.#accounts) {
      this.#watch(account);
    }
    this.#render();
  }

  #watch(account: StoredAccount): void {
    const { accountId } = account;
    if (this.#watches.has(accountId)) {
      return;
    }
    const ending = new AbortController();
    this.#watches.set(accountId, ending);
    void watch({
      account,
      pending: this.#pending,
      accountCount: () => this.#accounts.length,
      onConnection: this.#onConnection,
      onForgotten: () => {
        this.#forgotten.add(accountId);
        this.#render();
      },
      signal: ending.signal,
    });
  }

  async #remove({ accountId }: StoredAccount): Promise<void> {
    this.#watches.get(accountId)?.abort();
    this.#watches.delete(accountId);
    this.#pending.keepOnly(accountId, new Set());
    await this.#store.removeAccount(accountId);
    await this.#changed();
  }

  async #answer(arrival: Arrival & { genuine: true }, decision: Decision): Promise<void> {
    const { account, request, id } = arrival;
    try {
      await sendDecision(id, await signDecision(account, request, decision));
    } catch (error) {
      if (error instanceof UnreachableError) {
        throw new Error('The sandbox is away, so your answer may not have arrived. Try again.');
      }
      if (!(error instanceof RefusedError)) {
        throw error;
      }
      this.#pending.done(id);
      this.#tell({ tone: 'plain', text: `Your answer did not count. ${error.message}` });
      return;
    }
    await this.#store.saveAnswer({
      requestId: id,
      application: request.application,
      accountName: request.accountName,
      headline: request.prompt ?? request.summary,
      decision,
      answeredAt: new Date(),
    });
    this.#pending.done(id);
    this.#tell(
      decision === 'approve'
        ? { tone: 'ok', text: `Approved for ${request.application}.` }
        : { tone: 'no', text: `Denied. ${request.application} is told so.` },
    );
    await this.#changed();
  }

  #tell(notice: Notice | undefined): void {
    this.#notice = notice;
    this.#render();
    setTimeout(() => {
      if (this.#notice === notice) {
        this.#notice = undefined;
        this.#render();
      }
    }, noticeMs);
  }

  #render(): void {
    const waiting = this.#pending.list();
    // What is being read stays until it is answered, ends, or the user asks for another.
    const open = waiting.find(({ id }) => id === this.#open) ?? waiting[0];
    this.#open = open?.id;
    document.title = waiting.length === 0 ? 'Authenticator' : `(${waiting.length}) Authenticator`;
    if (this.#invitation !== undefined) {
      const invitation = this.#invitation;
      this.#stage.show('invitation', () => invitation);
    } else if (open !== undefined) {
      this.#stage.show(open.id, () => this.#arrivalScreen(open));
    } else {
      this.#stage.refresh('home', this.#home());
    }
    const others = this.#invitation === undefined ? waiting.filter((other) => other !== open) : [];
    this.#stage.setBar(
      waitingBar(others, (id) => {
        this.#open = id;
        this.#render();
      }),
    );
  }

  #arrivalScreen(arrival: Arrival): Screen {
    return arrival.genuine
      ? requestScreen(arrival.request, (decision) => this.#answer(arrival, decision))
      : notGenuineScreen(arrival.account, () => this.#pending.done(arrival.id));
  }

  #home(): Screen {
    return homeScreen({
      accounts: this.#accounts,
      answers: this.#answers,
      notice: this.#notice,
      isForgotten: ({ accountId }) => this.#forgotten.has(accountId),
      onRemove: (account) => void this.#remove(account),
    });
  }
}
