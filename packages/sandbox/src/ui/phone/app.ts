import { openInvitation } from './invitation.ts';
import { Pending } from './requests/pending.ts';
import type { Arrival } from './requests/pending.ts';
import { homeScreen } from './screens/home-screen.ts';
import type { Notice } from './screens/home-screen.ts';
import { notGenuineScreen } from './screens/not-genuine-screen.ts';
import { requestScreen } from './screens/request-screen.ts';
import type { Screen } from './screens/screen.ts';
import { waitingBar } from './screens/waiting-bar.ts';
import { sendAnswer } from './requests/send-answer.ts';
import type { Stage } from './stage.ts';
import type { PastAnswer, PhoneStore, StoredAccount } from './store.ts';
import { Watches } from './requests/watches.ts';

const noticeMs = 6000;

/** The phone: what it knows, what it shows, and who it listens to. */
export class App {
  readonly #store: PhoneStore;
  readonly #stage: Stage;
  readonly #pending: Pending;
  readonly #watches: Watches;
  /** Two tabs are one phone: what one of them links or answers, the other shows. */
  readonly #tabs = new BroadcastChannel('bloksec-phone');
  #accounts: readonly StoredAccount[] = [];
  #answers: readonly PastAnswer[] = [];
  #notice: Notice | undefined;
  #invitation: Screen | undefined;
  #open: string | undefined;

  constructor(store: PhoneStore, stage: Stage, onConnection: (connected: boolean) => void) {
    this.#store = store;
    this.#stage = stage;
    this.#pending = new Pending((ended) => {
      if (ended !== undefined && ended.id === this.#open) {
        this.#tell({ tone: 'plain', text: 'That request is over.' });
      }
      this.#render();
    });
    this.#watches = new Watches({
      pending: this.#pending,
      onConnection,
      onForgotten: () => this.#render(),
    });
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
    this.#watches.follow(this.#accounts);
    this.#render();
  }

  async #remove({ accountId }: StoredAccount): Promise<void> {
    await this.#store.removeAccount(accountId);
    await this.#changed();
  }

  #tell(notice: Notice | undefined): void {
    this.#notice = notice;
    this.#stage.say(notice?.text ?? '');
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
    const invitation = this.#invitation;
    this.#open = open?.id;
    document.title = waiting.length === 0 ? 'Authenticator' : `(${waiting.length}) Authenticator`;
    if (invitation !== undefined) {
      this.#stage.show('invitation', () => invitation);
    } else if (open !== undefined) {
      this.#stage.show(open.id, () => this.#arrivalScreen(open));
    } else {
      this.#stage.refresh('home', this.#home());
    }
    const others = invitation === undefined ? waiting.filter((other) => other !== open) : [];
    this.#stage.setBar(
      waitingBar(others, (id) => {
        this.#open = id;
        this.#render();
      }),
    );
  }

  #arrivalScreen(arrival: Arrival): Screen {
    if (!arrival.genuine) {
      return notGenuineScreen(arrival.account, () => this.#pending.done(arrival.id));
    }
    return requestScreen(arrival.request, async (decision) => {
      this.#tell(await sendAnswer(arrival.account, arrival.request, decision, this.#store));
      this.#pending.done(arrival.id);
      await this.#changed();
    });
  }

  #home(): Screen {
    return homeScreen({
      accounts: this.#accounts,
      answers: this.#answers,
      notice: this.#notice,
      isForgotten: (account) => this.#watches.isForgotten(account),
      onRemove: (account) => void this.#remove(account),
    });
  }
}
