import 'reflect-metadata';
import { BlokSecClient } from '@bloksec/client';
import { createBank } from './create-bank.ts';
import { assertPortFree } from './http/assert-port-free.ts';
import { whyNotStarted } from './why-not-started.ts';

const LOOPBACK = '127.0.0.1';
const port = process.env['PORT'] ?? '3000';

try {
  // Says in one sentence which variables are missing, before Nest says it in a stack.
  new BlokSecClient();
  await assertPortFree(Number(port), LOOPBACK);
  const bank = await createBank();
  bank.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  await bank.listen(port, LOOPBACK);
  const url = `http://localhost:${new URL(await bank.getUrl()).port}`;
  console.log(`Harbour Bank listens on ${url}`);
  process.send?.({ type: 'listening', url });
} catch (error) {
  console.error(whyNotStarted(error, port));
  process.exit(1);
}
