// The sandbox in a process of its own, as an application meets it.
import { createSandbox } from '@bloksec/sandbox';

const sandbox = await createSandbox();
process.send?.(sandbox.env);
process.on('disconnect', () => void sandbox.close().then(() => process.exit()));
