export const environmentHelp = `
The application and its secret come from the environment, or from a file that
only you can read (--credentials, mode 0600), never from an argument:
  BLOKSEC_APPLICATION_ID, BLOKSEC_APPLICATION_SECRET, BLOKSEC_API_URL

Exit codes:
    0  done; accepted; every row invited
    1  the answer is no: rejected, expired; rows invalid or refused
    2  wrong use: arguments, environment, a file that cannot be read
    3  failed: it was not sent, or BlokSec refused it
    4  it is unknown whether it was sent: look before you repeat it
  130  interrupted by Ctrl-C
  141  whoever read the output has gone`;

export const registerHelp = `
Register trusted, verified addresses only: BlokSec sends each one a mail, and
who reads it can link a phone to the account.

FILE is CSV with the header
  email,accountName,firstName,lastName,mobileNumber
(any order; email and accountName are required; comma, semicolon or tab; UTF-8
or UTF-16), or one JSON object per line with the same names. Other names:
  --map email="E-Mail address" --map accountName="E-Mail address"

It is checked whole before anything is sent: one bad row, and nothing is sent.

The same command goes on where a run ended, however it ended. Rows that were
invited are skipped; rows of which nobody knows are listed, and sent again
only with --resend-unknown. Remove FILE.journal, and everybody is invited anew.`;

export const watchHelp = `
Exits 0 when all have accepted, 1 when some have rejected, or did not in time.`;
