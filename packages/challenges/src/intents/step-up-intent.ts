import { normaliseAccountName } from '../account-name.ts';
import type { GateSettings } from '../gate/gate-settings.ts';
import type { GateRequest, StepUpAction, StepUpSubject } from '../gate/gate-request.ts';
import { contentDigest } from '../http/content.ts';
import { headerValue } from '../http/header-value.ts';
import { describeRequest, fitsPhone, isShowable } from './describe-request.ts';
import type { IntentOrProblem } from './intent.ts';
import { askerOf, fromLine } from './asker.ts';

/** A step-up: bound to user, session, and every byte of the request that the handler gets. */
export const stepUpIntent = async (
  request: GateRequest,
  action: StepUpAction,
  subject: StepUpSubject | undefined,
  settings: GateSettings,
): Promise<IntentOrProblem> => {
  const accountName = normaliseAccountName(subject?.accountName);
  if (subject === undefined || accountName === undefined || subject.session === '') {
    return { problem: 'session-required' };
  }
  const digest = contentDigest(request, settings.limits.bodyBytes);

  if (digest === undefined) return { problem: 'body-not-bindable' };
  const description = action.describe ? await action.describe() : describeRequest(request, action);
  if (description === undefined) return { problem: 'body-not-bindable' };
  if (!isShowable(description.display)) {
    throw new Error(
      'BlokSec: a description has an empty label, or one named "Code" or "From": the gate adds those itself. Give it another label.',
    );
  }
  const asker = askerOf(request);
  const details = [...description.display, fromLine(asker)];
  if (!fitsPhone(details)) return { problem: 'body-not-bindable' };
  return {
    purpose: 'step-up',
    accountName,
    owner: [subject.session, accountName],
    binding: [
      action.operation,
      request.method,
      settings.publicHost ?? request.host,
      request.url,
      headerValue(request.headers, 'content-type') ?? '',
      headerValue(request.headers, 'content-encoding') ?? '',
      digest,
    ],
    details: [description.title, description.version ?? '', ...description.display.flat()],
    authorizationDetails: [
      { type: 'bloksec-step-up', title: description.title, display: description.display },
    ],
    phoneText: { summary: description.title, details },
    codeWanted: action.code ?? false,
    revealed: true,
    known: true,
    pushKind: 'stepUp',
    asker,
    startCookies: [],
  };
};
