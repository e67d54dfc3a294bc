import { connect } from 'node:net';

/** Sends one inline command and returns the first line of the reply. An error reply is thrown. */
export const command = async (port, text) => {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  socket.write(`${text}\r\n`);
  let reply = '';
  // Leaving the loop closes the socket.
  for await (const chunk of socket) {
    reply += chunk;
    if (reply.includes('\r\n')) break;
  }
  const [line] = reply.split('\r\n');
  if (!/^[+$*:]/.test(line)) throw new Error(`Redis answered "${text}" with "${line}".`);
  return line;
};
