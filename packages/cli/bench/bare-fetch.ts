// The loop that somebody would write without this package: fetch, several at once, no journal, no check, no report.
const [, , from = '', to = '', concurrency = ''] = process.argv;
const { BLOKSEC_API_URL, BLOKSEC_APPLICATION_ID, BLOKSEC_APPLICATION_SECRET } = process.env;
const headers = {
  'content-type': 'application/json',
  'x-application-id': BLOKSEC_APPLICATION_ID ?? '',
  'x-application-secret': BLOKSEC_APPLICATION_SECRET ?? '',
};

let next = Number(from);
async function work(): Promise<void> {
  while (next < Number(to)) {
    const name = `user-${next}`;
    next += 1;
    const response = await fetch(`${BLOKSEC_API_URL}/registration`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        user: { email: `${name}@example.com` },
        account: { name, appDID: BLOKSEC_APPLICATION_ID },
      }),
    });
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    await response.json();
  }
}
await Promise.all(Array.from({ length: Number(concurrency) }, work));
