import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { BlokSecClientOptions, BlokSecErrorCode, Delivered } from '../../src/index.ts';
import type { Method } from './methods.ts';

/** What a fault's answer is made with. */
export interface Answering {
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly method: Method;
  /** When the client has read the head of this answer. */
  readonly headArrived: Promise<void>;
  /** Another server, which nobody may ever ask. */
  readonly otherUrl: string;
}

/** How the caller of a method ends it: at these moments, which are events and no times. */
export type Abort = 'before' | 'while nothing is answered' | 'while the body comes' | 'after';

/** Something that goes wrong, and what has to come of it. */
export interface Fault {
  readonly name: string;
  /** What the server does with a request that it has read whole. */
  readonly answer?: (answering: Answering) => void;
  /** What the server does with a connection, before HTTP. Default: HTTP. */
  readonly connection?: (socket: Socket, http: Server) => void;
  /** A server with this certificate, or no server behind the address. Default: a server without TLS. */
  readonly place?: 'unknown host' | 'nothing listens' | Certificate;
  readonly abort?: Abort;
  readonly options?: Pick<BlokSecClientOptions, 'timeoutMs' | 'approvalTimeoutMs'>;
  /** Bytes that the server may at most have got rid of. */
  readonly mostBytes?: number;
  readonly expected: (method: Method) => Expected;
}

export type Certificate = 'self-signed' | 'expired' | 'of another host';

/** A value in words, or an error; and how often the server was asked. */
export type Expected = Result & { readonly requests: number };

export type Result =
  | { readonly value: string }
  | {
      readonly code: BlokSecErrorCode;
      readonly delivered: Delivered;
      readonly retryable: boolean;
    };

/** Faults of one kind, under a heading. */
export interface FaultGroup {
  readonly title: string;
  readonly faults: readonly Fault[];
}
