import { isBlokSecError } from '@bloksec/client';

/** One sentence for the person who started the bank. */
export const whyNotStarted = (error: unknown, port: string): string => {
  if (!(error instanceof Error)) return `The bank cannot start: ${String(error)}`;
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. End that one, or name another port in PORT.`;
    case 'EACCES':
      return `This user may not use port ${port}. Name a port above 1023 in PORT.`;
    case 'ERR_SOCKET_BAD_PORT':
      return `PORT is "${port}", which is no port. It takes a number from 0 (any free port) to 65535.`;
    default:
      return isBlokSecError(error) ? error.message : `The bank cannot start: ${error.message}`;
  }
};
