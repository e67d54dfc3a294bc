import type { Screen } from './screens/screen.ts';

/** The place where one screen at a time is shown. */
export class Stage {
  readonly #bar: HTMLElement;
  readonly #place: HTMLElement;
  #name: string | undefined;
  #screen: Screen | undefined;

  constructor(bar: HTMLElement, place: HTMLElement) {
    this.#bar = bar;
    this.#place = place;
  }

  /** Shows the screen of this name, and leaves it untouched when it is shown already. */
  show(name: string, make: () => Screen): void {
    if (this.#name !== name) {
      this.refresh(name, make());
    }
  }

  /** Puts this screen in place of what is there; a reader's focus follows when it is another one than before. */
  refresh(name: string, screen: Screen): void {
    const before = this.#name;
    this.#screen?.leave?.();
    this.#name = name;
    this.#screen = screen;
    this.#place.replaceChildren(screen.element);
    if (before !== undefined && before !== name) {
      this.#place.scrollTop = 0;
      screen.element.querySelector<HTMLElement>('h1')?.focus();
    }
  }

  setBar(content: readonly HTMLElement[]): void {
    this.#bar.replaceChildren(...content);
  }
}
