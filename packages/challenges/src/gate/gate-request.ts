import type { Description } from './description.ts';

/** Header fields as Node gives them: lower-case names. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request as the gate sees it: plain data, made by an adapter from its framework's request. */
export interface GateRequest {
  readonly method: string;
  /** The raw request target (path and query) as received: neither decoded nor normalised. */
  readonly url: string;
  /** Host and port that the browser addressed, as the framework trusts it (not a raw forwarded header). */
  readonly host: string;
  /** Whether the browser speaks TLS, as the framework trusts it. */
  readonly secure: boolean;
  readonly headers: RequestHeaders;
  /** What the framework's body parser made of the body. */
  readonly body?: unknown;
  /** The received bytes, where the framework kept them. */
  readonly rawBody?: Uint8Array | undefined;
  /** The peer's address, as the framework trusts it. Shown on the phone. */
  readonly clientAddress?: string | undefined;
  /** Aborts when the browser has gone: ends a wait at once. */
  readonly signal?: AbortSignal | undefined;
  /** What the approval is for. */
  readonly action: LoginAction | StepUpAction;
}

/** Someone wants to log in. Binds the route, the account name and this browser; not the body's bytes. */
export interface LoginAction {
  readonly purpose: 'login';
  /** The account name as it came in the request, whatever it is. The gate validates it. */
  readonly accountName: unknown;
}

/** A user who is logged in wants to do something that needs an approval of its own. */
export interface StepUpAction {
  readonly purpose: 'step-up';
  /** Names the operation for people and for the binding, for example `POST /transfers/:id`. */
  readonly operation: string;
  /** Who asks, or undefined where nobody is logged in: then the gate refuses before any push. */
  readonly subject: StepUpSubject | undefined;
  /** Reads user and session afresh after a blocking wait: a log-out meanwhile must count. */
  readonly refreshSubject: () => Promise<StepUpSubject | undefined>;
  /** Path parameters, shown where there is no `describe`. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /**
   * What the phone shows. Called once user, origin and body are in order: at the start, on every repeat, and again after
   * a blocking wait, so that a change meanwhile is seen. What it throws rejects `handle`, before any push.
   * Default: the operation, path parameters, query and every scalar field of the body.
   */
  readonly describe?: (() => Description | Promise<Description>) | undefined;
  /** Also demand the code that the phone shows. Default false: the session is authenticated already. */
  readonly code?: boolean | undefined;
}

/** The logged-in user of a step-up. Both parts are bound. */
export interface StepUpSubject {
  readonly accountName: string;
  /** The session's id, or the hash of a bearer token. Stored only under HMAC. */
  readonly session: string;
}
