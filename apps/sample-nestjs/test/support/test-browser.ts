/** What a browser's form or script sends, and what comes back, with the cookies in between. */
export class TestBrowser {
  private readonly cookies = new Map<string, string>();
  private readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  get(path: string): Promise<Response> {
    return this.send(path, {});
  }

  /** As a form without script does it. */
  postForm(path: string, fields: Record<string, string> = {}, headers = {}): Promise<Response> {
    return this.send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', ...headers },
    });
  }

  /** As a script does it. */
  postJson(path: string, value: unknown, headers = {}): Promise<Response> {
    return this.send(path, {
      method: 'POST',
      body: JSON.stringify(value),
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
    });
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
    const response = await fetch(this.origin + path, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';', 1)[0] ?? '').split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    return response;
  }
}
