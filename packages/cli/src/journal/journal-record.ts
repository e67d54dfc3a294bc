/** The application that a journal belongs to. Begins each run's part of the journal. */
export interface TargetRecord {
  readonly journal: 'bloksec register';
  readonly at: string;
  readonly applicationId: string;
  readonly apiUrl: string;
}

/**
 * Where a row stands. `sending` is written before its request, one of the others after: so a row whose last record is
 * `sending` may or may not have been invited.
 */
export type RowState = 'sending' | 'invited' | 'refused' | 'unsent' | 'unknown';

export interface RowRecord {
  readonly at: string;
  readonly line: number;
  readonly account: string;
  readonly state: RowState;
  readonly registrationId?: string;
  readonly reason?: string;
}

export type JournalRecord = TargetRecord | RowRecord;

export function isTarget(record: JournalRecord): record is TargetRecord {
  return 'journal' in record;
}

/** A line of a journal, or undefined if it is none. */
export function parseRecord(line: string): JournalRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const states: ReadonlySet<unknown> = new Set<RowState>([
  'sending',
  'invited',
  'refused',
  'unsent',
  'unknown',
]);

function isRecord(value: unknown): value is JournalRecord {
  if (typeof value !== 'object' || value === null) return false;
  if ('journal' in value) {
    return (
      value.journal === 'bloksec register' &&
      'applicationId' in value &&
      typeof value.applicationId === 'string' &&
      'apiUrl' in value &&
      typeof value.apiUrl === 'string'
    );
  }
  return (
    'account' in value &&
    typeof value.account === 'string' &&
    'line' in value &&
    typeof value.line === 'number' &&
    'state' in value &&
    states.has(value.state)
  );
}
