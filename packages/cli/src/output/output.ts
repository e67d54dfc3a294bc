/** Where a command writes: one result per line, for people or, with `--json`, as JSON. */
export interface Output {
  /** A result, on standard output. */
  result(json: object, text: string): void;
  /** A remark, on standard error; not a part of the result. Left out with `--json`. */
  remark(text: string): void;
}

export function openOutput(asJson: boolean): Output {
  return {
    result: (json, text) => process.stdout.write(`${asJson ? JSON.stringify(json) : text}\n`),
    remark: (text) => {
      if (!asJson) process.stderr.write(`${text}\n`);
    },
  };
}
