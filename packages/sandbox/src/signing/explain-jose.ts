import { errors } from 'jose';
import { Refusal } from '../http/refusal.ts';

/**
 * Turns what jose says against a JWS into a refusal: 400 for what is no such JWS at all, 403 for one that proves nothing.
 * @param name what the JWS should have been, for the text.
 */
export function explainJose(error: unknown, name: string): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  if (error instanceof errors.JWTExpired) {
    return new Refusal(403, `The ${name} is too old. Check the clock of the phone and try again.`);
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new Refusal(
      403,
      `The ${name} does not fit: its ${error.claim} ${error.reason === 'missing' ? 'is missing' : 'is not the one expected'}.`,
    );
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new Refusal(403, `The signature of the ${name} does not verify with the key it names.`);
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return new Refusal(403, `The ${name} must be signed by ES256, and by nothing else.`);
  }
  if (error instanceof errors.JOSEError) {
    return new Refusal(400, `This is no ${name}: a compact JWS of the right kind was expected.`);
  }
  throw error;
}
