import type { Answering, Expected, Fault, FaultGroup } from './fault.ts';

const invalid: Expected = {
  code: 'invalid-response',
  delivered: 'yes',
  retryable: false,
  requests: 1,
};

function send(contentType: string | undefined, body: string | Buffer, status = 200) {
  return ({ response, method }: Answering): void => {
    response.writeHead(status, { 'content-type': contentType ?? method.contentType });
    response.end(body);
  };
}

/** A fault of the body: wrong for every method, if only because it is no image. */
const body = (name: string, text: string): Fault => ({
  name,
  answer: send('application/json', text),
  expected: () => invalid,
});

/** A value where the user's answer should be. That an account is there needs no such value; an image has none. */
const status = (value: unknown): Fault => ({
  name: `the status \`${JSON.stringify(value)}\``,
  answer: (answering) => send('application/json', answering.method.withStatus(value))(answering),
  expected: ({ name, dialect }) => {
    if (name === 'findAccount') return { value: 'an account', requests: 1 };
    // Any other text than "1" is how the older dialect says no.
    if (dialect === 'older' && typeof value === 'string') return { value: 'rejected', requests: 1 };
    return invalid;
  },
});

const accepted = '"requestId":"r","registrationId":"canary-registration","status":"accepted"';
const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

const faults: readonly Fault[] = [
  {
    name: 'a good answer of the wrong type',
    answer: (answering) => send('text/plain', answering.method.good)(answering),
    expected: () => invalid,
  },
  {
    name: 'HTML',
    answer: send('text/html', '<!doctype html><title>Log in</title>'),
    expected: () => invalid,
  },
  { name: 'an empty body', answer: send(undefined, ''), expected: () => invalid },
  body('truncated JSON', `{${accepted}`),
  body('deep JSON', `{${accepted},"more":${deep}}`),
  body('duplicate keys', `{${accepted},"status":"accepted"}`),
  body('`__proto__`', `{"requestId":"r","registrationId":"r","__proto__":{${accepted}}}`),
  status('Accepted'),
  status('approved'),
  status(1),
  status(true),
  status(['accepted']),
  {
    name: '103, then a good answer',
    answer: (answering) => {
      answering.socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
      send(undefined, answering.method.good)(answering);
    },
    expected: ({ goodValue }) => ({ value: goodValue, requests: 1 }),
  },
  {
    name: '103, and nothing more',
    answer: ({ socket }) => socket.end('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
    expected: ({ looks }) => ({
      code: 'connection-failed',
      delivered: 'unknown',
      retryable: true,
      requests: looks ? 3 : 1,
    }),
  },
  { name: '204', answer: ({ response }) => response.writeHead(204).end(), expected: () => invalid },
];

export const answerFaults: FaultGroup = { title: 'Answers', faults };
