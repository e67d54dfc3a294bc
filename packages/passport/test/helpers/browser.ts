/** A browser with one cookie jar, as far as these tests need one. */
export interface Browser {
  readonly cookies: Map<string, string>;
  /** Sends JSON, as a script does; `headers` may say more. */
  send(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Posts a form, as a browser without script does. */
  submit(path: string, fields: Record<string, string>): Promise<Response>;
}

export const openBrowser = (origin: string): Browser => {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const response = await fetch(`${origin}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    send: (path, body, headers = {}) =>
      body === undefined
        ? request(path, { headers })
        : request(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify(body),
          }),
    submit: (path, fields) =>
      request(path, {
        method: 'POST',
        headers: {
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        body: new URLSearchParams(fields).toString(),
      }),
  };
};
