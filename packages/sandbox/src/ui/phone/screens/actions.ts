import { h } from '../../shared/dom.ts';
import { onGesture } from '../../shared/gesture.ts';

/** A screen that replaces another right under the finger must not take its tap, in milliseconds. */
const settleMs = 500;

interface Choice {
  readonly label: string;
  readonly run: () => Promise<void>;
}

/**
 * The two answers, side by side and of one size. They take gestures only, none in the first half second and none
 * while one is under way; an error of an action is shown above them, and the user may try again.
 */
export function actions(no: Choice, yes: Choice): HTMLElement {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const buttons = [no, yes].map((choice) => {
    const button = h('button', { type: 'button', disabled: true }, choice.label);
    onGesture(button, async () => {
      problem.textContent = '';
      enable(false);
      try {
        await choice.run();
      } catch (error) {
        problem.textContent = error instanceof Error ? error.message : String(error);
        enable(true);
      }
    });
    return button;
  });
  const enable = (enabled: boolean): void => {
    for (const button of buttons) {
      button.disabled = !enabled;
    }
  };
  buttons[1]?.classList.add('primary');
  setTimeout(() => enable(true), settleMs);
  return h('div', { class: 'actions' }, problem, h('div', { class: 'buttons' }, ...buttons));
}
