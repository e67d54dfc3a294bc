import { Refusal } from '../http/refusal.ts';
import type { Application } from '../state/applications.ts';

/** Refuses a body that names another application than the headers do. */
export function demandOwnId(
  field: string,
  appDID: string | undefined,
  application: Application,
): void {
  if (appDID !== undefined && appDID !== application.id) {
    const expected = 'must be the same as the header x-application-id, or left out';
    throw new Refusal(400, `The body is not as it must be. ${field}: ${expected}.`, {
      members: { errors: [{ field, expected }] },
    });
  }
}
