/** Says what is going on, away from the results. */
export const progress = (text: string): void => {
  process.stderr.write(`… ${text}\n`);
};
