import { h } from './dom.ts';

const confirmationMs = 2000;

/** A button that copies what `text` gives at that moment, and says that it did. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'quiet' }, label);
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(text()).then(
      () => say('Copied'),
      () => say('Copying is not allowed here'),
    );
  });
  const say = (word: string): void => {
    button.textContent = word;
    setTimeout(() => {
      button.textContent = label;
    }, confirmationMs);
  };
  return button;
}
