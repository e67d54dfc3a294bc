export { createSandbox } from './sandbox.ts';
export type { Sandbox, SandboxOptions } from './sandbox.ts';
export type { Fault } from './api/faults/faults.ts';
export type { RecordedRequest } from './api/recording/recorder.ts';
export type { PageAddresses } from './http/addresses.ts';
export type { Phone, PhoneRequest } from './test-kit/phone.ts';
