import { afterAll, beforeAll } from 'vitest';
import { createSandbox } from '../../src/index.ts';
import type { Sandbox, SandboxOptions } from '../../src/index.ts';

/** One sandbox for all tests of a file. */
export function useSandbox(options?: SandboxOptions): () => Sandbox {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await createSandbox(options);
  });
  afterAll(() => sandbox?.close());
  return () => sandbox as Sandbox;
}
