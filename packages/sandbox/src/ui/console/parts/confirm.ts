import { h } from '../../shared/dom.ts';

interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
}

/** Asks before something that cannot be undone; false where the user rather keeps things as they are. */
export function confirm({ title, text, yes }: Question): Promise<boolean> {
  const keep = h('button', { type: 'button', autofocus: true }, 'Cancel');
  const act = h('button', { type: 'button', class: 'primary' }, yes);
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'confirm-title' },
    h('h2', { id: 'confirm-title' }, title),
    h('p', {}, text),
    h('div', { class: 'dialog-buttons' }, keep, act),
  );
  keep.addEventListener('click', () => dialog.close());
  act.addEventListener('click', () => dialog.close('yes'));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
