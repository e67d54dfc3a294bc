import type { ApprovalState } from '../loop/approval-state.ts';
import { make } from './dom.ts';
import type { Messages } from './messages.ts';

/** The field for the code: one input, so that paste, autofill and backspace work, with a line painted under each digit. */
export interface CodeField {
  readonly label: HTMLElement;
  readonly input: HTMLInputElement;
  show(state: ApprovalState | undefined): void;
}

/** @param onCode called with all digits: at the last one, and on Enter */
export const makeCodeField = (words: Messages, onCode: (code: string) => void): CodeField => {
  let length = 0;
  const input = make('input', 'code-input');
  const label = make('label', 'code', words.codeLabel, input);
  input.autocomplete = 'one-time-code';
  input.inputMode = 'numeric';
  input.dir = 'ltr';

  const send = (): void => {
    if (input.value.length === length) onCode(input.value);
  };
  input.oninput = () => {
    // No maxlength: it would cut a pasted "493 817" before the space is out.
    const digits = input.value.replace(/\D/g, '').slice(0, length);
    if (digits !== input.value) input.value = digits;
    send();
  };
  input.onkeydown = ({ key }) => {
    if (key === 'Enter') send();
  };

  return {
    label,
    input,
    show(state) {
      const code = state?.status === 'pending' ? state.code : '';
      const wrong = code === 'wrong';
      // Just answered and wrong, or over: nothing of it is kept.
      if (input.readOnly && code !== 'checking') input.value = '';
      input.readOnly = code === 'checking';
      input.ariaInvalid = `${wrong}`;
      label.hidden = !(wrong || input.readOnly || code === 'wanted');
      length = state?.codeLength ?? 0;
      input.style.setProperty('--n', `${length}`);
    },
  };
};
