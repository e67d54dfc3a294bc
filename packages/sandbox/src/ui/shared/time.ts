const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** "14:03:22" today, "3 Nov, 14:03:22" on another day. */
export function timeOf(date: Date): string {
  const time = clock.format(date);
  return date.toDateString() === new Date().toDateString() ? time : `${day.format(date)}, ${time}`;
}

/** A `<time>` that says when, and the exact moment to whoever asks. */
export function timeElement(date: Date): HTMLTimeElement {
  const element = document.createElement('time');
  element.dateTime = date.toISOString();
  element.textContent = timeOf(date);
  return element;
}

/** Whole seconds from now until then, rounded up; 0 once it is past. */
export function secondsUntil(date: Date): number {
  return Math.max(0, Math.ceil((date.getTime() - Date.now()) / 1000));
}
