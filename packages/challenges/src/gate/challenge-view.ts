import type { Intent } from '../intents/intent.ts';
import type { Challenge } from '../stores/challenge.ts';
import type { ChallengeView, ProblemDocument, ProblemName } from './problems.ts';

/** The challenge as the browser may see it. */
export const challengeView = (
  id: string,
  challenge: Challenge,
  codeLength: number,
): ChallengeView => ({
  id,
  purpose: challenge.purpose,
  status: challenge.state === 'approved' ? 'approved' : 'pending',
  expires_in: Math.ceil(challenge.remainingMs / 1000),
  interval: 1,
  ...(challenge.codeHash !== undefined && { code: { from: 'phone', length: codeLength } }),
  ...(challenge.codeOk && { code_ok: true }),
});

/** The extension members of a problem about a challenge that goes on. */
export const challengeMembers = (
  id: string,
  challenge: Challenge,
  intent: Intent,
  codeLength: number,
): Pick<ProblemDocument, 'challenge' | 'authorization_details' | 'error'> => ({
  challenge: challengeView(id, challenge, codeLength),
  ...(intent.authorizationDetails !== undefined && {
    authorization_details: intent.authorizationDetails,
    error: 'authorization_pending',
  }),
});

/** What to tell of a challenge that has ended. */
export const endOf = (challenge: Challenge): ProblemName => {
  const { state, failure, purpose, revealed, approvedAt } = challenge;
  if (failure === 'code-tries') return 'code-mismatch';
  if (purpose === 'login' && failure === 'binding') return 'login-failed';
  if (!revealed && state === 'expired' && approvedAt === undefined) return 'login-failed';
  switch (state) {
    case 'denied':
      return 'approval-denied';
    case 'cancelled':
      return 'approval-cancelled';
    case 'consumed':
      return 'approval-consumed';
    case 'void':
    case 'failed':
      if (failure === 'binding') return 'binding-mismatch';
      if (failure === 'cancelled') return 'approval-cancelled';
      return failure === 'details' ? 'resource-changed' : 'approval-failed';
    default:
      return 'approval-expired';
  }
};
