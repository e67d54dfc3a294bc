/**
 * How long Redis may take to answer, in milliseconds. The client bounds only how long a command waits to be sent (5 s by
 * default), and nothing of a server that accepts it and is silent.
 */
export const answerMs = 3_000;

/**
 * The answer to a command, or a rejection once `answerMs` have passed. The signal then takes it out of the client's queue;
 * where it has been sent, Redis may still carry it out, and nobody acts on the answer.
 */
export const answerInTime = <T>(command: (signal: AbortSignal) => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const sending = new AbortController();
    const timer = setTimeout(() => {
      reject(
        new Error(
          `Redis did not answer within ${answerMs / 1000} s. Check that it runs, that this process can reach it, and that it is not busy (SLOWLOG, INFO).`,
        ),
      );
      sending.abort();
    }, answerMs);
    command(sending.signal)
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
