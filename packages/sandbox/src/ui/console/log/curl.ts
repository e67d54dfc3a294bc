import type { CallAnswer } from '../../../answers.ts';

const told = ['x-application-id', 'x-application-secret', 'content-type'];

/** The call as a shell command. The secret was never recorded, so its place is taken by the variable that holds it. */
export function curl(apiUrl: string, { method, path, headers, body }: CallAnswer): string {
  const lines = [`curl -X ${method} ${quote(apiUrl + path)}`];
  for (const name of told) {
    const value = headers[name];
    if (value !== undefined) {
      lines.push(
        name === 'x-application-secret'
          ? `-H "${name}: $BLOKSEC_APPLICATION_SECRET"`
          : `-H ${quote(`${name}: ${value}`)}`,
      );
    }
  }
  if (body !== null) {
    lines.push(`--data-raw ${quote(typeof body === 'string' ? body : JSON.stringify(body))}`);
  }
  return lines.join(' \\\n  ');
}

/** In single quotes a POSIX shell takes everything as it is, but the single quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
