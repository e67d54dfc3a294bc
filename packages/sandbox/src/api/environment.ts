import type { HttpBindings } from '@hono/node-server';
import type { Application } from '../state/applications.ts';

/** What the handlers of the API find in their context. */
export interface ApiEnvironment {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    /** Whose credentials the call carries. */
    application: Application;
    /** Set by `POST /auth`, so that the record of the call shows the decision. */
    authRequestId?: string;
    /** Set where a fault ended the connection. */
    cut?: true;
  };
}
