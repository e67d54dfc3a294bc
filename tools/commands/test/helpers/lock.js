// Locks the folder that it is given, as npm start does, and stays.
import { main } from '../../shared/main.js';
import { lockFolder } from '../../start/lock-folder.js';

await main(
  async (signal) => {
    await lockFolder(process.argv[2] ?? '');
    console.log('locked');
    return new Promise((resolve) => {
      const stay = setInterval(() => {}, 60_000);
      signal.addEventListener('abort', () => {
        clearInterval(stay);
        resolve(0);
      });
    });
  },
  { stopped: 0 },
);
