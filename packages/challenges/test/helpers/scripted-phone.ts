import type { ApprovalClient } from '../../src/index.ts';

type Call = Parameters<ApprovalClient['authenticate']>[0];
type Answer = Awaited<ReturnType<ApprovalClient['authenticate']>>;

/** A request that rang the phone, and waits for what the test lets the user do. */
export interface Ring {
  readonly kind: 'authenticate' | 'authorize';
  readonly accountName: string;
  readonly summary: string;
  readonly details: readonly (readonly [string, string])[];
  readonly code: string | undefined;
  /** The deadline that the gate gave the client, in milliseconds. */
  readonly approvalTimeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  approve(): void;
  deny(): void;
  expire(): void;
  fail(error: unknown): void;
}

/** Stands in for the client, and for the person with the phone. The last digit of each `requestId` counts the rings. */
export interface ScriptedPhone extends ApprovalClient {
  readonly rings: readonly Ring[];
  /** The next ring that nobody has taken yet. */
  ring(): Promise<Ring>;
}

export const scriptedPhone = (): ScriptedPhone => {
  const rings: Ring[] = [];
  const untaken: Ring[] = [];
  const takers: ((ring: Ring) => void)[] = [];
  const call =
    (kind: Ring['kind']): ApprovalClient['authenticate'] =>
    (request: Call, options) =>
      new Promise<Answer>((resolve, reject) => {
        const requestId = String(rings.length + 1).padStart(24, '0');
        const details = Array.isArray(request.details)
          ? (request.details as [string, string][])
          : [];
        const signal = options?.signal;
        signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
        const ring: Ring = {
          kind,
          accountName: request.accountName,
          summary: typeof request.summary === 'string' ? request.summary : '',
          details,
          code: details.find(([label]) => label === 'Code')?.[1],
          approvalTimeoutMs: options?.approvalTimeoutMs,
          signal,
          approve: () => resolve({ status: 'accepted', requestId }),
          deny: () => resolve({ status: 'rejected', requestId }),
          expire: () => resolve({ status: 'expired', requestId }),
          fail: reject,
        };
        rings.push(ring);
        const taker = takers.shift();
        if (taker === undefined) untaken.push(ring);
        else taker(ring);
      });
  return {
    rings,
    ring: () =>
      new Promise((resolve) => {
        const ring = untaken.shift();
        if (ring === undefined) takers.push(resolve);
        else resolve(ring);
      }),
    authenticate: call('authenticate'),
    authorize: call('authorize'),
  };
};
