const redacted = '[redacted]';

const secretHeaders = new Set(['x-application-secret', 'authorization', 'cookie']);

/** The headers of a call, fit to be shown. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [
      name,
      secretHeaders.has(name) ? redacted : text,
    ]),
  );
}

/** The body of a call, fit to be shown: older clients carry the application secret in it. */
export function redactBody(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'auth_token' in body
    ? { ...body, auth_token: redacted }
    : body;
}
