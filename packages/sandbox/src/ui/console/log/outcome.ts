import type { CallAnswer } from '../../../answers.ts';
import { tag } from '../parts/tag.ts';
import type { Tone } from '../parts/tag.ts';

const ends = { disconnected: 'Caller hung up', cut: 'Cut off', answered: 'No status' } as const;

/** How the call went: the word that its answer says, and its status code. */
export function outcomeTags({ outcome, status, answer }: CallAnswer): HTMLElement[] {
  if (outcome === 'waiting') {
    return [tag('Waiting', 'open')];
  }
  if (status === null) {
    return [tag(ends[outcome], 'bad')];
  }
  const word = wordOf(answer);
  return [
    ...(word === undefined ? [] : [tag(word, toneOf(word))]),
    tag(String(status), status < 400 ? 'plain' : 'bad'),
  ];
}

/** What the documented answers say about a request or registration; an error's `status` is its number. */
function wordOf(answer: unknown): string | undefined {
  return typeof answer === 'object' &&
    answer !== null &&
    'status' in answer &&
    typeof answer.status === 'string'
    ? answer.status
    : undefined;
}

function toneOf(word: string): Tone {
  return word === 'accepted' ? 'ok' : word === 'rejected' ? 'bad' : 'plain';
}
