interface Client {
  keys(pattern: string): Promise<string[]>;
  get(key: string): Promise<string | null>;
  set(key: string, value: string, options: { expiration: 'KEEPTTL' }): Promise<unknown>;
}

/** Makes every challenge that Redis holds older, since its clock can't be moved. */
export const ageChallenges = async (client: Client, ms: number): Promise<void> => {
  for (const key of await client.keys('bloksec:*:c:*')) {
    const record = JSON.parse((await client.get(key)) ?? 'null');
    record.until -= ms;
    record.leaseUntil -= ms;
    if (record.approvedAt !== undefined) record.approvedAt -= ms;
    await client.set(key, JSON.stringify(record), { expiration: 'KEEPTTL' });
  }
};
