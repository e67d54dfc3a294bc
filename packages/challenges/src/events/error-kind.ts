/** Such as `TypeError`. */
const isClassName = (text: string): boolean => /^[A-Z][A-Za-z]{0,40}$/.test(text);

/** Such as `ECONNREFUSED` or `UND_ERR_SOCKET`. */
const isCode = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(text);

/** Redis begins its answers with such a code: `OOM command not allowed …`, `READONLY You can't write …`. */
const leadingCode = (message: string): string | undefined => /^[A-Z]{2,12}(?= )/.exec(message)?.[0];

/**
 * What kind of error it is, for an operator: its class, and its code if it has one. Never its message, which may carry what
 * was sent or stored, and so who did what.
 */
export const errorKind = (error: unknown): string => {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const { name, message, constructor } = error;
  const kind =
    [name, constructor.name].find((each) => isClassName(each) && each !== 'Error') ?? 'Error';
  const code: unknown = 'code' in error ? error.code : undefined;
  const shownCode = isCode(code) ? code : leadingCode(message);
  return shownCode === undefined ? kind : `${kind} ${shownCode}`;
};
