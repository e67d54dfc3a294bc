/** How npm and pnpm repeat a download that failed: a machine without network is told so in seconds, not minutes. */
export const retries = ['fetch-retry-mintimeout=1000', 'fetch-retry-maxtimeout=5000'];
