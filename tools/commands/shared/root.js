import { fileURLToPath } from 'node:url';

/** The repository's folder, wherever the command is called from. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
