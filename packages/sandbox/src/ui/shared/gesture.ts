/**
 * Runs `action` when a person presses the button. A click that a script made (`isTrusted` false) does
 * nothing, so no code that finds its way into the page can answer for the user. While `action` runs, a second press does nothing.
 */
export function onGesture(button: HTMLButtonElement, action: () => Promise<void> | void): void {
  let running = false;
  button.addEventListener('click', (event) => {
    if (!event.isTrusted || running) {
      return;
    }
    running = true;
    void Promise.resolve(action()).finally(() => {
      running = false;
    });
  });
}
