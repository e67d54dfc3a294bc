import type { BlokSecFetch } from '@bloksec/client';
import { Agent, buildConnector, fetch as undiciFetch } from 'undici';

class NoHttp2 extends Error {
  override readonly name = 'NoHttp2';
}

/**
 * A `fetch` on which a thousand pending approvals share ten connections, where the server offers HTTP/2; where it does not,
 * each has one of its own, as with the `fetch` of Node. Needs undici 8 (Node 22.19 or newer).
 *
 * @param ca certificates to trust instead of Node's, in PEM form
 */
export function http2Fetch(ca?: string): BlokSecFetch {
  const tls = ca === undefined ? {} : { ca };
  // The client has time limits of its own; RFC 9113 asks servers for at least 100 streams a connection.
  const limits = { headersTimeout: 0, bodyTimeout: 0 };
  const ordinary = new Agent({ ...limits, connect: tls });
  const connect = buildConnector({ ...tls, allowH2: true });
  const shared = new Agent({
    ...limits,
    allowH2: true,
    connections: 10,
    h2Options: { maxConcurrentStreams: 1000 },
    connect: (options, done) =>
      connect(options, (error, socket) => {
        if (error !== null) return done(error, null);
        if ('alpnProtocol' in socket && socket.alpnProtocol === 'h2') return done(null, socket);
        socket.destroy();
        done(new NoHttp2('The server offers no HTTP/2.'), null);
      }),
  });

  let dispatcher: Agent = shared;
  return async (url, init) => {
    try {
      return await undiciFetch(url, { ...init, dispatcher });
    } catch (error) {
      if (!(error instanceof Error && error.cause instanceof NoHttp2)) throw error;
      // Nothing has been sent: the connection was given up before the request.
      dispatcher = ordinary;
      return undiciFetch(url, { ...init, dispatcher });
    }
  };
}
