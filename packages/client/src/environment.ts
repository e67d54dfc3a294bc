/** Reads an environment variable where there is an environment. An empty value counts as not set. */
export function readEnvironment(name: string): string | undefined {
  try {
    // Not every runtime has a process (browsers, edge), and Deno throws without the permission to read the environment.
    const value = globalThis.process?.env?.[name];
    return value === '' ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Whether this process says that it is in production. */
export function isProduction(): boolean {
  return readEnvironment('NODE_ENV') === 'production';
}
