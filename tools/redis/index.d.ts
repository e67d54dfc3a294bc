/** A server process on the loopback address. */
export interface RedisServer {
  /** `redis://127.0.0.1:PORT`; the same after a restart. */
  readonly url: string;
  readonly port: number;
  /** Sends the process a signal that ends it (by default SIGKILL, which saves nothing), and waits for its end. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port and in the same folder, with what it has saved there; kills it first where it still runs. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** Three servers that share all slots, without replicas. */
export interface RedisCluster {
  /** Where a client begins. */
  readonly urls: readonly string[];
  readonly nodes: readonly RedisServer[];
  stop(): Promise<void>;
}

export interface RedisOptions {
  /** By default a free one below the range from which the system takes the ports of outgoing connections. */
  readonly port?: number;
  /** More arguments of the program. Without any it saves nothing; `['--appendonly', 'yes', '--appendfsync', 'always']` keeps every write. */
  readonly args?: readonly string[];
  /** The program's path; by default `findRedis()`. */
  readonly program?: string;
}

/** The Redis (else the Valkey) that the tests use, or undefined where there is none. */
export declare function findRedis(): string | undefined;

/** The Valkey on the PATH, or undefined where there is none. */
export declare function findValkey(): string | undefined;

/** Starts a server and waits until it answers a PING. Throws with what to install where there is none. */
export declare function startRedis(options?: RedisOptions): Promise<RedisServer>;

/** Starts a cluster and waits until every node knows where each slot is. */
export declare function startRedisCluster(
  options?: Pick<RedisOptions, 'args' | 'program'>,
): Promise<RedisCluster>;
