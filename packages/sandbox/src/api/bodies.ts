import { z } from 'zod';

/** The body of `POST /registration`. */
export interface RegistrationBody {
  readonly user: {
    readonly email: string;
    readonly first_name?: string | undefined;
    readonly last_name?: string | undefined;
    readonly mobile_number?: string | undefined;
  };
  readonly account: { readonly name: string; readonly appDID?: string | undefined };
}

/** The body of `POST /auth`. */
export interface AuthBody {
  readonly accountName: string;
  readonly requestSummary: string;
  readonly requestDetails: string;
  readonly nonce: string;
  readonly verification_prompt?: string | undefined;
  readonly appDID?: string | undefined;
}

const text = (what: string): z.ZodString =>
  z.string({ error: `must be ${what}` }).min(1, { error: `must be ${what}, not empty` });

const object = { error: 'must be a JSON object' };

/** Repeats the ID that is in the header; the documented dialect needs it no more. */
const appDID = text('a text, the application ID').optional();

export const registrationBody: z.ZodType<RegistrationBody> = z.strictObject(
  {
    user: z.strictObject(
      {
        email: z.email({ error: 'must be an e-mail address' }),
        first_name: text('a text').optional(),
        last_name: text('a text').optional(),
        mobile_number: z
          .e164({ error: 'must be a telephone number in E.164 form, such as +4930123456' })
          .optional(),
      },
      object,
    ),
    account: z.strictObject(
      { name: text('a text, the account name in the application'), appDID },
      object,
    ),
  },
  object,
);

export const authBody: z.ZodType<AuthBody> = z.strictObject(
  {
    accountName: text('a text, the account name that was registered'),
    requestSummary: text('a text, the headline on the phone'),
    requestDetails: text('a text, what the user consents to'),
    nonce: text('a text, a fresh random value for each request'),
    verification_prompt: text('a text, the title on the phone').optional(),
    appDID,
  },
  object,
);
