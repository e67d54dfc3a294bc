import { h } from '../../shared/dom.ts';
import { secondsUntil } from '../../shared/time.ts';

const lastSeconds = 10;

/** The seconds that are left, as a number and as a line that grows shorter. */
export function countdown(from: Date, until: Date): { element: HTMLElement; stop: () => void } {
  const text = h('span', { class: 'seconds', role: 'timer' });
  const left = h('span', { class: 'time-left' });
  const element = h('div', { class: 'countdown' }, text, h('span', { class: 'time-bar' }, left));
  const whole = until.getTime() - from.getTime();
  const show = (): void => {
    const seconds = secondsUntil(until);
    text.textContent = `${seconds} s left`;
    element.classList.toggle('ending', seconds <= lastSeconds);
    left.style.transform = `scaleX(${Math.min(1, (until.getTime() - Date.now()) / whole)})`;
  };
  show();
  const interval = setInterval(show, 1000);
  return { element, stop: () => clearInterval(interval) };
}
