import { once } from 'node:events';

/** Where a command writes: one result per line, for people or, with `--json`, as JSON. */
export interface Output {
  readonly isJson: boolean;
  /** A result, on standard output. One without a text is for `--json` only. Waits while its reader is slow. */
  result(json: object, text: string | undefined): Promise<void>;
  /** Waits while the reader of the results is slow, so that they do not pile up in memory. */
  drained(): Promise<void>;
  /** A remark, on standard error; not a part of the result. Left out with `--json`. */
  remark(text: string): void;
}

export function openOutput(isJson: boolean): Output {
  const drained = async (): Promise<void> => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  };
  return {
    isJson,
    drained,
    result: async (json, text) => {
      const line = isJson ? JSON.stringify(json) : text;
      if (line === undefined) return;
      process.stdout.write(`${line}\n`);
      await drained();
    },
    remark: (text) => {
      if (!isJson) process.stderr.write(`${text}\n`);
    },
  };
}
