export { normaliseAccountName } from './account-name.ts';
export { type Clock, systemClock } from './clock.ts';
export { defaultGate } from './default-gate.ts';
export { loginRefusal } from './gate/answer.ts';
export type { GateEventListener } from './events/event-stream.ts';
export type {
  CallError,
  EventSubject,
  GateEvent,
  StartRefusalReason,
  WithheldReason,
} from './events/gate-event.ts';
export type { UserNotice } from './events/user-notice.ts';
export { createGate } from './gate/create-gate.ts';
export type { Description, DisplayPair } from './gate/description.ts';
export type { Gate } from './gate/gate.ts';
export type { ApprovalClient, GateLogger, GateOptions } from './gate/gate-options.ts';
export type { GateHealth } from './gate/health.ts';
export type { AnswerHeaders, Approval, GateAnswer, GateOutcome } from './gate/gate-outcome.ts';
export type {
  GateRequest,
  LoginAction,
  RequestHeaders,
  StepUpAction,
  StepUpSubject,
} from './gate/gate-request.ts';
export type {
  AuthorizationDetail,
  ChallengeView,
  ProblemDocument,
  ProblemName,
} from './gate/problems.ts';
export type { KnownBrowser } from './intents/known-browser.ts';
export { LIMIT_CAPS } from './limits/check-limits.ts';
export {
  DEFAULT_LIMITS,
  type GateLimits,
  type PushLimits,
  type Rate,
} from './limits/gate-limits.ts';
export { type FrameworkRequest, gateRequestFrom } from './http/framework-request.ts';
export { isPlainRequest } from './http/protocol-fields.ts';
export { addHeaders, type FrameworkResponse, writeAnswer } from './http/framework-response.ts';
export type { PlainPage } from './pages/plain-page.ts';
export type {
  Challenge,
  ChallengeFailure,
  ChallengeKey,
  ChallengeState,
  NewChallenge,
} from './stores/challenge.ts';
export type {
  ApprovalClaim,
  ChallengeMove,
  ChallengeStore,
  HolderMove,
} from './stores/challenge-store.ts';
export type { CounterStore, Places, Quota, Taken } from './stores/counter-store.ts';
export type { KnownBrowserStore, StoredBrowser } from './stores/known-browser-store.ts';
export { memoryChallengeStore } from './memory/memory-challenge-store.ts';
export { memoryCounterStore } from './memory/memory-counter-store.ts';
export { memoryKnownBrowserStore } from './memory/memory-known-browser-store.ts';
