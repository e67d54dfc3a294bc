// JavaScript on purpose: Node 22.12, our engines floor, cannot import .ts files of another package.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const places = [
  process.env.BLOKSEC_TEST_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium that the browser tests use, or undefined where there is none. */
export const findChromium = () => places.find((place) => place !== undefined && existsSync(place));

export const launchChromium = async () => {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'The browser tests need Chromium and found none. Install it ("apt-get install chromium"), or name it in BLOKSEC_TEST_CHROMIUM.',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', // Chromium refuses its own sandbox to root, which is who runs CI in a container.
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};
