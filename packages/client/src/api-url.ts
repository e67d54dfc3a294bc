/** A base address without a trailing slash, or the reason why a text is none. */
export type ParsedApiUrl = { readonly apiUrl: string } | { readonly problem: string };

/**
 * Checks the base address of the API. It comes from configuration, and it decides where the secret goes: so it has to
 * be plain, with nothing in it that a URL parser would resolve away.
 */
export function parseApiUrl(text: string): ParsedApiUrl {
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\/[^\s\\]+$/i.test(text)) {
    return { problem: 'must be an absolute address such as https://api.bloksec.io' };
  }
  if (url.username !== '' || url.password !== '' || text.includes('@')) {
    return { problem: 'must not contain a user name or a password' };
  }
  if (text.includes('?') || text.includes('#')) {
    return { problem: 'must have neither a query nor a fragment' };
  }
  if (/\/(?:\.|%2e){1,2}(?:\/|$)/i.test(text)) {
    return { problem: 'must not contain "." or ".." as a path segment' };
  }
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
    return {
      problem:
        'must begin with https:// (http:// is for loopback only: localhost, *.localhost, 127.0.0.0/8, [::1])',
    };
  }
  return { apiUrl: url.href.replace(/\/+$/, '') };
}

function isLoopback(hostname: string): boolean {
  // The URL parser has made every spelling of an IPv4 address (0x7f.1, 2130706433) four decimal numbers.
  return /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
