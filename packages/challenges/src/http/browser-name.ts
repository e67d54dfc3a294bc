import Bowser from 'bowser';

/** A browser's family and system in a few words, for the person who reads them on the phone. */
export const browserName = (userAgent: string | undefined): string => {
  if (userAgent === undefined || userAgent === '') return 'unknown browser';
  const { browser, os } = Bowser.parse(userAgent);
  if (browser.name === undefined || browser.name === '') return 'unknown browser';
  return os.name === undefined ? browser.name : `${browser.name} on ${os.name}`;
};
