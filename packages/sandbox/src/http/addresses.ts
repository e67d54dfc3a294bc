/** Where the parts of one sandbox are: one port, and a host for each part, since cookies do not tell ports apart. */
export interface Addresses {
  /** What phones know the API as, in claims and to the eye. */
  readonly apiOrigin: string;
  /** The API by its loopback address, for callers that do not resolve `localhost` as browsers do. */
  readonly loopback: string;
  readonly pages: PageAddresses;
}

/** The origins of the pages. */
export interface PageAddresses {
  /** The mails to everybody. */
  readonly inbox: string;
  /** The authenticator. */
  readonly phone: string;
  /** Applications, accounts, and every call of the API. */
  readonly console: string;
}

export function addressesAt(port: number): Addresses {
  return {
    apiOrigin: `http://localhost:${port}`,
    loopback: `http://127.0.0.1:${port}`,
    pages: {
      inbox: `http://inbox.localhost:${port}`,
      phone: `http://phone.localhost:${port}`,
      console: `http://console.localhost:${port}`,
    },
  };
}
