import { phoneText } from '@bloksec/client';
import type { Description, DisplayPair } from '../gate/description.ts';
import type { GateRequest, StepUpAction } from '../gate/gate-request.ts';
import { isFormPost, withoutFormFields } from '../http/protocol-fields.ts';

/** Fields whose values must not travel to a phone. */
const secretLike =
  /pass(word|phrase|code)?|secret|token|^pin$|otp|cvv|cvc|credential|private.?key/i;

type Scalar = string | number | boolean | null;

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** A label as the phone shows it: invisible characters are gone there. */
const shownLabel = (label: string): string => phoneText([[label, '']]).split(':', 1)[0] ?? '';

/** Lines of the gate itself: no field may pass for one of them. */
const isReserved = (label: string): boolean => /^(code|from)?$/i.test(shownLabel(label).trim());

/** Whether the phone can show these pairs without mistaking one for a line of the gate's own. */
export const isShowable = (display: readonly DisplayPair[]): boolean =>
  display.every(([label]) => !isReserved(label));

/** Whether the phone can show all of them: a line is never left out, so what is too long is refused. */
export const fitsPhone = (details: readonly DisplayPair[]): boolean => {
  try {
    return phoneText([['Code', '000000'], ...details]) !== '';
  } catch {
    return false;
  }
};

const pairsOf = (fields: Readonly<Record<string, unknown>>): DisplayPair[] | undefined => {
  const pairs: DisplayPair[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (!isScalar(value) || secretLike.test(name)) return undefined;
    pairs.push([name, String(value)]);
  }
  return pairs;
};

const bodyFields = (body: unknown): Readonly<Record<string, unknown>> | undefined => {
  if (body === undefined || body === null) return {};
  return typeof body === 'object' && !Array.isArray(body)
    ? (body as Readonly<Record<string, unknown>>)
    : undefined;
};

/**
 * What the bare guard shows: the operation, path parameters, query and every scalar field of the body. Undefined where
 * that is not the whole of it (nested values, fields named like secrets): then the route must describe itself.
 */
export const describeRequest = (
  request: GateRequest,
  action: StepUpAction,
): Description | undefined => {
  const query = Object.fromEntries(new URL(request.url, 'http://gate.invalid').searchParams);
  const fields = bodyFields(
    isFormPost(request.headers) ? withoutFormFields(request.body) : request.body,
  );
  const groups = [action.params ?? {}, query, fields].map((group) => group && pairsOf(group));
  const display = groups.flatMap((pairs) => pairs ?? []);
  if (groups.includes(undefined) || !isShowable(display)) return undefined;
  return { title: action.operation, display };
};
