import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ShellRequest {
  readonly headers: readonly string[];
  readonly json?: object;
}

export interface ShellAnswer {
  readonly status: number;
  /** What is printed. */
  readonly body: string;
}

/** Calls the real curl; on a machine without it, `fetch` says the same words. */
export const curl = async (url: string, { headers, json }: ShellRequest): Promise<ShellAnswer> => {
  const fields = json === undefined ? headers : [...headers, 'content-type: application/json'];
  const data = json === undefined ? [] : ['--data', JSON.stringify(json)];
  try {
    const { stdout } = await run('curl', [
      '--silent',
      '--show-error',
      '--write-out',
      '\n%{http_code}',
      ...fields.flatMap((field) => ['--header', field]),
      ...data,
      url,
    ]);
    const end = stdout.lastIndexOf('\n');
    return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return withoutCurl(url, fields, data[1]);
  }
};

const withoutCurl = async (
  url: string,
  fields: readonly string[],
  data: string | undefined,
): Promise<ShellAnswer> => {
  const response = await fetch(url, {
    headers: fields.map((field) => field.split(': ', 2) as [string, string]),
    ...(data !== undefined && { method: 'POST', body: data }),
  });
  return { status: response.status, body: await response.text() };
};
