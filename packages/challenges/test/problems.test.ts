import { expect, test } from 'vitest';
import { PROBLEMS } from '../src/gate/problems.ts';

test('T52: every problem has a fixed status and fixed words', () => {
  const lines = Object.entries(PROBLEMS).map(
    ([name, { status, title, detail }]) => `${status} ${name}: ${title}. ${detail}`,
  );
  expect(lines).toMatchInlineSnapshot(`
    [
      "401 approval-required: Approval required. Approve this request on your phone, then send it again with its challenge.",
      "401 approval-pending: Waiting for approval. The request on the phone has not been answered yet.",
      "401 code-required: Code required. Send the code that the phone shows, with this challenge.",
      "403 code-mismatch: Wrong code. This is not the code that the phone shows.",
      "403 approval-denied: Denied on the phone. The request was denied on the phone. Nothing was done. You can try again.",
      "401 approval-expired: Not answered in time. The request was not answered, or not used, in time. Nothing was done. You can try again.",
      "401 approval-cancelled: Cancelled. The request was cancelled and nothing was done. Ignore it on your phone.",
      "401 approval-failed: No answer from BlokSec. The approval service could not be reached, or the connection to it was lost. Nothing was done. You can try again.",
      "401 login-failed: Login failed. The login was not approved. Check the account name and your phone, then try again.",
      "400 login-name: No usable account name. Send the account name: 1 to 256 characters without control characters or spaces at its ends.",
      "401 session-required: Log in first. This needs a user who is logged in. Log in, then try again.",
      "403 binding-mismatch: Not what was approved. This request differs from the one that was sent to the phone, so that approval is void. Nothing was done.",
      "409 approval-consumed: Approval used already. This approval was used once already. It may have been done: look before you try again.",
      "409 resource-changed: Changed since the approval. What was to be approved has changed meanwhile. Nothing was done. You can try again.",
      "404 challenge-not-found: No such challenge. There is no such challenge for this browser. Start again without one.",
      "400 malformed-request: Malformed request. BlokSec-Challenge is a quoted string with the optional parameters code and cancel, and the method is not overridden.",
      "403 csrf: Sent from another site. This request did not come from a page of this site.",
      "415 body-not-bindable: Body cannot be approved. A request that needs an approval takes a JSON or urlencoded body of at most 1 MiB that can be shown whole.",
      "400 digest-mismatch: Damaged on the way. The body is not the one that Content-Digest describes. Send it again.",
      "400 blocking-refused: Would have to wait. Send "Prefer: respond-async": this server does not hold a request until it is approved.",
      "429 slow-down: Asked too often. This request is repeated too often. The approval goes on; wait, then repeat it.",
      "429 quota-exceeded: Too many requests to the phone. Too many approvals were asked for in a short time. Wait, then try again.",
      "503 provider-unavailable: Not available now. This server is being stopped or cannot reach BlokSec. Try again in a moment.",
    ]
  `);
});
