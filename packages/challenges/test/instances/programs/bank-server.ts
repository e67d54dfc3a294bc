import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseCookie } from 'cookie';
import {
  addHeaders,
  type Approval,
  type Gate,
  gateRequestFrom,
  type GateRequest,
  writeAnswer,
} from '../../../src/index.ts';
import { readText } from './read-text.ts';
import { newSession, sessionUser } from './session.ts';

/** What was done, and by which approval. */
export interface Deed {
  readonly route: string;
  readonly accountName: string;
  readonly challengeRef: string;
}

const actionOf = (request: IncomingMessage, body: unknown): GateRequest['action'] | undefined => {
  if (request.url === '/login') {
    const { username } = body as { username?: unknown };
    return { purpose: 'login', accountName: username };
  }
  if (request.url !== '/transfers') return undefined;
  const { session = '' } = parseCookie(request.headers.cookie ?? '');
  const accountName = sessionUser(session);
  const subject = accountName === undefined ? undefined : { accountName, session };
  return {
    purpose: 'step-up',
    operation: 'POST /transfers',
    subject,
    refreshSubject: async () => subject,
  };
};

const handle = async (
  gate: Gate,
  done: (deed: Deed) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<unknown> => {
  const text = await readText(request);
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const action = actionOf(request, body);
  if (action === undefined) return response.writeHead(404).end();
  const { method = '', url = '', headers, socket } = request;
  const view = {
    method,
    url,
    headers,
    body,
    rawBody: Buffer.from(text),
    ip: socket.remoteAddress,
    protocol: 'http',
    host: headers.host ?? '',
    socket,
  };
  const outcome = await gate.handle(gateRequestFrom(view, action));
  if ('answer' in outcome) return writeAnswer(response, outcome.answer);
  addHeaders(response, outcome.headers);
  const { accountName, challengeRef }: Approval = outcome.pass;
  const deed = { route: url, accountName, challengeRef };
  // Here is what only an approved request gets to.
  done(deed);
  if (action.purpose === 'login') {
    response.appendHeader('set-cookie', `session=${newSession(accountName)}`);
  }
  return response.end(JSON.stringify(deed));
};

/** An application with a login, and transfers that need an approval. Plain node:http, so that memory is the gate's. */
export const bankServer = (gate: Gate, done: (deed: Deed) => void): Server =>
  createServer((request, response) => {
    handle(gate, done, request, response).catch((error: unknown) => {
      // The store can't be reached: nothing has passed.
      response.writeHead(503, { 'retry-after': '1' }).end(String(error));
    });
  });
