/** What the stores use of a client of the official `redis` package: `createClient()` and `createCluster()` both fit. */
export interface RedisConnection {
  evalSha(sha1: string, call: ScriptCall): Promise<unknown>;
  eval(script: string, call: ScriptCall): Promise<unknown>;
  ping(): Promise<unknown>;
  withCommandOptions(options: CommandOptions): RedisConnection;
  duplicate(overrides?: object): RedisSubscriber;
}

/** What the stores use of a duplicate, which they connect and end themselves. */
export interface RedisSubscriber {
  on(event: string, listener: () => void): unknown;
  connect(): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  destroy(): unknown;
}

interface ScriptCall {
  readonly keys: string[];
  readonly arguments: string[];
}

interface CommandOptions {
  readonly abortSignal: AbortSignal;
  readonly timeout: number;
  readonly typeMapping: Record<never, never>;
}
