import type { ApplicationSecretAnswer } from '../../answers.ts';
import { copyButton } from '../shared/copy-button.ts';
import { h } from '../shared/dom.ts';
import { timeElement } from '../shared/time.ts';
import { createApplication, rotateSecret } from './api.ts';
import type { Application } from './api.ts';
import { confirm } from './parts/confirm.ts';
import { itemView } from './parts/item-view.ts';
import { LiveList } from './parts/live-list.ts';
import { secretView } from './secret-view.ts';

/** The applications: make one, give one a new secret. `onChange` is called when that was done. */
export class Applications {
  readonly #secret = h('div');
  readonly #problem = h('p', { class: 'problem', role: 'alert' });
  readonly #list: LiveList<Application> = new LiveList('No application yet.', (application) =>
    this.#item(application),
  );
  readonly #onChange: () => Promise<void>;

  constructor(place: HTMLElement, onChange: () => Promise<void>) {
    this.#onChange = onChange;
    place.replaceChildren(this.#form(), this.#problem, this.#secret, this.#list.element);
  }

  show(applications: readonly Application[]): void {
    this.#list.show(applications);
  }

  #form(): HTMLElement {
    const name = h('input', { name: 'name', required: true, maxlength: '80', autocomplete: 'off' });
    const form = h(
      'form',
      {},
      h('label', {}, 'Name of a new application', name),
      h('button', { type: 'submit' }, 'Create'),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#reveal(name.value, async () => {
        const made = await createApplication(name.value);
        form.reset();
        return made;
      });
    });
    return form;
  }

  #item({ id, name, secretCreatedAt }: Application): HTMLElement {
    const rotate = h('button', { type: 'button', class: 'quiet' }, 'New secret');
    rotate.addEventListener('click', () => void this.#rotate(id, name));
    return itemView(
      name,
      [
        [h('span', { class: 'mono' }, id)],
        ['Secret from ', timeElement(new Date(secretCreatedAt))],
      ],
      copyButton('Copy ID', () => id),
      rotate,
    );
  }

  async #rotate(id: string, name: string): Promise<void> {
    const sure = await confirm({
      title: `A new secret for ${name}?`,
      text: 'The secret that it has now ends at once: every call with it is refused from then on.',
      yes: 'Make a new secret',
    });
    if (sure) {
      await this.#reveal(name, () => rotateSecret(id));
    }
  }

  async #reveal(name: string, make: () => Promise<ApplicationSecretAnswer>): Promise<void> {
    this.#problem.textContent = '';
    try {
      const view = secretView(name, await make());
      this.#secret.replaceChildren(view);
      view.querySelector('h3')?.focus();
      await this.#onChange();
    } catch (error) {
      this.#problem.textContent = error instanceof Error ? error.message : String(error);
    }
  }
}
