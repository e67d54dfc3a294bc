import type { Delivered } from '../../src/index.ts';
import type { Answering, Expected, Fault, FaultGroup } from './fault.ts';
import type { Method } from './methods.ts';

const notSent = (retryable: boolean): Expected => ({
  code: 'connection-failed',
  delivered: 'no',
  retryable,
  requests: 0,
});

/** A look asks three times, everything else once. */
const lost =
  (delivered: Delivered, requests: (method: Method) => number) =>
  (method: Method): Expected => ({
    code: 'connection-failed',
    delivered,
    retryable: true,
    requests: requests(method),
  });

const thrice = ({ looks }: Method): number => (looks ? 3 : 1);

const late = (delivered: Delivered) => (): Expected => ({
  code: 'timeout',
  delivered,
  retryable: true,
  requests: 1,
});

/** Long enough for a loaded machine to have sent the request and the head of the answer. */
const options = { timeoutMs: 2500, approvalTimeoutMs: 2500 } as const;

function head({ socket, method }: Answering, length: number): void {
  socket.write(
    `HTTP/1.1 200 OK\r\ncontent-type: ${method.contentType}\r\ncontent-length: ${length}\r\n\r\n`,
  );
}

const faults: readonly Fault[] = [
  { name: 'DNS: no such host', place: 'unknown host', expected: () => notSent(true) },
  { name: 'connection refused', place: 'nothing listens', expected: () => notSent(true) },
  { name: 'TLS: self-signed', place: 'self-signed', expected: () => notSent(false) },
  { name: 'TLS: expired', place: 'expired', expected: () => notSent(false) },
  { name: 'TLS: of another host', place: 'of another host', expected: () => notSent(false) },
  {
    name: 'reset at the first byte',
    connection: (socket) => socket.once('data', () => socket.resetAndDestroy()),
    expected: lost('unknown', () => 0),
  },
  {
    name: 'reset after the request was sent',
    answer: ({ socket }) => socket.resetAndDestroy(),
    expected: lost('unknown', thrice),
  },
  {
    name: 'closed without an answer',
    answer: ({ socket }) => socket.end(),
    expected: lost('unknown', thrice),
  },
  {
    name: 'reset in the middle of the body',
    answer: (answering) => {
      head(answering, 1000);
      answering.socket.write(answering.method.good);
      // Not sooner: a reset takes along what has not been read yet.
      void answering.headArrived.then(() => answering.socket.resetAndDestroy());
    },
    expected: lost('yes', thrice),
  },
  {
    name: 'head never ends',
    answer: ({ socket }) => socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-'),
    options,
    expected: late('unknown'),
  },
  {
    name: 'body never ends',
    answer: (answering) => head(answering, 1000),
    options,
    expected: late('yes'),
  },
  {
    name: 'one byte a second',
    answer: (answering) => {
      head(answering, 1000);
      answering.socket.write(' ');
      const timer = setInterval(() => answering.socket.write(' '), 1000);
      answering.socket.once('close', () => clearInterval(timer));
    },
    options,
    expected: late('yes'),
  },
  {
    name: 'a body of 10 GB',
    answer: (answering) => {
      head(answering, 10 * 1024 ** 3);
      pour(answering.socket);
    },
    mostBytes: 64 * 1024 ** 2,
    expected: () => ({
      code: 'invalid-response',
      delivered: 'yes',
      retryable: false,
      requests: 1,
    }),
  },
];

/** Writes as fast as the other side reads, until it has gone. */
function pour(socket: Answering['socket']): void {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

export const connectionFaults: FaultGroup = { title: 'Connections', faults };
