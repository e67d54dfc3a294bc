export { describeChallengeStore } from './challenge-store-suite.ts';
export { describeCounterStore } from './counter-store-suite.ts';
export { describeKnownBrowserStore } from './known-browser-store-suite.ts';
export type { OpenedStore, OpenStore, SuiteOptions, TestRunner } from './store-suite.ts';
