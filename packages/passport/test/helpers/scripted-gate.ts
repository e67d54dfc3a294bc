import type { Gate, GateAnswer, GateOutcome, GateRequest } from '@bloksec/challenges';

/** A gate that answers as it is told, and keeps what it was asked. */
export interface ScriptedGate extends Gate {
  readonly asked: GateRequest[];
  next: (request: GateRequest) => GateOutcome | Promise<GateOutcome>;
}

export const scriptedGate = (next: ScriptedGate['next'] = () => passOf('alice')): ScriptedGate => {
  const gate: ScriptedGate = {
    asked: [],
    next,
    handle: async (request) => {
      gate.asked.push(request);
      return gate.next(request);
    },
    knownBrowsers: async () => [],
    forgetKnownBrowsers: async () => undefined,
    onEvent: () => () => undefined,
    health: async () => ({
      ready: true,
      reasons: [],
      callsInFlight: 0,
      waitsInFlight: 0,
      pending: 0,
    }),
    close: async () => undefined,
  };
  return gate;
};

export const passOf = (accountName: string): GateOutcome => ({
  pass: {
    accountName,
    requestId: '622b95833bab53f6bba946d0',
    challengeRef: 'hashed-id',
    purpose: 'login',
    approvedAt: new Date('2026-11-24T12:00:00Z'),
    method: 'push+code',
  },
  headers: { 'cache-control': 'no-store', 'set-cookie': ['bloksec-known=sealed; Path=/'] },
});

export const answerOf = (status: number, change: Partial<GateAnswer> = {}): GateOutcome => {
  const problem = { type: 'urn:test:problem', title: 'No', status, detail: `Said ${status}.` };
  return {
    answer: {
      status,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'set-cookie': ['bloksec=browser; Path=/'],
        ...(status === 401 && { 'www-authenticate': 'BlokSec realm="app"' }),
      },
      body: JSON.stringify(problem),
      problem,
      final: true,
      ...change,
    },
  };
};

/** The page that a form without script gets while its login goes on. */
export const pageOf = (html: string): GateOutcome =>
  answerOf(401, {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: html,
    final: false,
  });
