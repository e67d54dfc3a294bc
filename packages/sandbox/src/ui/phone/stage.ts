import type { Screen } from './screens/screen.ts';

interface Places {
  /** Read out when it changes, and not seen. */
  readonly news: HTMLElement;
  readonly bar: HTMLElement;
  readonly screen: HTMLElement;
}

/** The face of the phone: one screen at a time, and a bar above it for what waits besides. */
export class Stage {
  readonly #places: Places;
  #name: string | undefined;
  #screen: Screen | undefined;

  constructor(places: Places) {
    this.#places = places;
  }

  /** Shows the screen of this name, and leaves it untouched when it is shown already. */
  show(name: string, make: () => Screen): void {
    if (this.#name !== name) {
      this.refresh(name, make());
    }
  }

  /** Puts this screen in place of what is there. Focus goes to its headline where it was in the old one, or that was another. */
  refresh(name: string, screen: Screen): void {
    const place = this.#places.screen;
    const isFirst = this.#name === undefined;
    const isOther = this.#name !== name;
    const hadFocus = place.contains(document.activeElement);
    this.#screen?.leave?.();
    this.#name = name;
    this.#screen = screen;
    place.replaceChildren(screen.element);
    if (isOther) {
      place.scrollTop = 0;
    }
    if (!isFirst && (isOther || hadFocus)) {
      place.querySelector('h1')?.focus();
    }
  }

  say(news: string): void {
    this.#places.news.textContent = news;
  }

  setBar(content: readonly HTMLElement[]): void {
    this.#places.bar.replaceChildren(...content);
  }
}
