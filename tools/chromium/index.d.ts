import type { Browser } from 'playwright-core';

/** The path of the Chromium that the browser tests use, or undefined where there is none. */
export declare function findChromium(): string | undefined;

/** Starts a headless Chromium; the caller closes it. Throws with what to install where there is none. */
export declare function launchChromium(): Promise<Browser>;
