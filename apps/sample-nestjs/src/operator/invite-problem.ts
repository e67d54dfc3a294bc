import type { BlokSecError } from '@bloksec/client';

/** What the operator reads when an invitation did not work: what happened, and what to do. */
export const inviteProblem = ({ code, delivered }: BlokSecError): string => {
  switch (code) {
    case 'credentials-refused':
      return 'BlokSec does not accept this bank’s application ID and secret, so nothing was sent. Check BLOKSEC_APPLICATION_ID and BLOKSEC_APPLICATION_SECRET.';
    case 'bad-request':
      return 'BlokSec refused this invitation, so nothing was sent. Check the address.';
    case 'rate-limited':
      return 'BlokSec asks us to slow down, so nothing was sent. Try again in a minute.';
    default:
      return delivered === 'no'
        ? 'BlokSec cannot be reached, so nothing was sent. Try again in a moment.'
        : 'BlokSec gave no clear answer, so the mail may have been sent or not. Ask the customer before you invite again.';
  }
};
