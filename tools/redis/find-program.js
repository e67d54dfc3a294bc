import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

export const findValkey = () => onPath('valkey-server');

export const findRedis = () =>
  process.env.BLOKSEC_TEST_REDIS ?? onPath('redis-server') ?? findValkey();
