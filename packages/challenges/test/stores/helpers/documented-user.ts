import { readFile } from 'node:fs/promises';
import { createClient } from 'redis';

/** Makes the user that the README tells to make, and says how to log in as it. */
export const documentedUser = async (
  url: string,
): Promise<{ readonly username: string; readonly password: string }> => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const command = /^ACL SETUSER .+$/m.exec(readme)?.[0];
  if (command === undefined) throw new Error('The README says no longer which user to make.');
  const admin = createClient({ url });
  await admin.connect();
  await admin.sendCommand(command.split(' '));
  admin.destroy();
  const [username = '', password = ''] = /SETUSER (\S+) on >(\S+)/.exec(command)?.slice(1) ?? [];
  return { username, password };
};
