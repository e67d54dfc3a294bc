/** What fills the phone; `leave` ends its timers when another takes its place. */
export interface Screen {
  readonly element: HTMLElement;
  readonly leave?: () => void;
}
