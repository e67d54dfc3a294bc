import type { ApprovalError } from '../loop/approval-error.ts';
import type { ApprovalState } from '../loop/approval-state.ts';
import type { Messages, MessageText } from './messages.ts';

/** What the panel shows at one moment. */
export interface Look {
  /** Also a part name of the panel, for the page's own styles. */
  readonly name: string;
  readonly tone: 'wait' | 'good' | 'bad' | 'calm';
  readonly text: MessageText;
}

/** How a wait looks while it goes on. */
export const lookOfState = (state: ApprovalState, words: Messages): Look => {
  if (!state.connected) return { name: 'offline', tone: 'wait', text: words.offline };
  if (state.cancelling) return { name: 'cancelling', tone: 'wait', text: words.cancelling };
  if (state.status === 'approved') return { name: 'approved', tone: 'good', text: words.approved };
  const [title, plain] = state.purpose === 'login' ? words.login : words.stepUp;
  const message = {
    none: plain,
    wanted: words.code,
    checking: words.codeChecking,
    wrong: words.codeWrong(state.attemptsLeft),
    right: words.codeRight,
  }[state.code];
  return { name: 'pending', tone: 'wait', text: [title, message] };
};

/** How the end of a wait looks: an error, or what an enhanced form's answer says. */
export const lookOfEnd = (end: ApprovalError | 'done' | 'notDone', words: Messages): Look => {
  if (typeof end === 'string') {
    return { name: end, tone: end === 'done' ? 'good' : 'bad', text: words[end] };
  }
  const { reason, mayBeDone } = end;
  const [title, message] = words.failures[reason];
  return {
    name: reason,
    tone: reason === 'cancelled' ? 'calm' : 'bad',
    text: [title, mayBeDone ? words.mayBeDone : message],
  };
};

/** Whether the same request again is the best next step. Not where the person has to look first, or to log in. */
export const mayTryAgain = (end: ApprovalError | 'done' | 'notDone'): boolean =>
  typeof end !== 'string' && !end.mayBeDone && !/^(logged-out|refused)$/.test(end.reason);
