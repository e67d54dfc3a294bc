/** What the stores use of a client of the official `redis` package: `createClient()` and `createCluster()` both fit. */
export interface RedisConnection {
  /** Runs a script that the server knows. */
  evalSha(sha1: string, call: ScriptCall): Promise<unknown>;
  /** Runs a script that it does not know yet. */
  eval(script: string, call: ScriptCall): Promise<unknown>;
  /** Whether it is there; of a cluster, all of it. */
  ping(): Promise<unknown>;
  /** The same client, with options of the stores' own for their commands. */
  withCommandOptions(options: CommandOptions): RedisConnection;
  /** A client that is configured alike and not connected yet. */
  duplicate(overrides?: object): RedisSubscriber;
}

/** What the stores use of a duplicate, which they connect and end themselves. */
export interface RedisSubscriber {
  /** Hears `error`, `ready`, and of a cluster `node-ready`. */
  on(event: string, listener: () => void): unknown;
  /** Connects, again and again until it succeeds. */
  connect(): Promise<unknown>;
  /** Hears a channel from now on, after every new connection too. */
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  /** Ends it at once. */
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
