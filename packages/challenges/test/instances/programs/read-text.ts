import type { IncomingMessage } from 'node:http';

/** The body of a request, or of an answer. */
export const readText = async (message: IncomingMessage): Promise<string> => {
  message.setEncoding('utf8');
  let text = '';
  for await (const chunk of message) text += String(chunk);
  return text;
};
