/** Who is logged in: `request.user`. The account name comes from the approved challenge. */
export interface Customer {
  readonly accountName: string;
}

declare global {
  namespace Express {
    interface User extends Customer {}
  }
}

declare module 'express-session' {
  interface SessionData {
    /** Written by Passport where a login failed; shown once. */
    messages?: string[];
  }
}
