import { expect, test } from 'vitest';
import { openDatabase } from '../src/database/database.ts';
import { createSandbox } from '../src/index.ts';
import { askPhone, invite } from './helpers/call-api.ts';
import { mailsTo, tokenFor } from './helpers/mails.ts';
import { temporaryFolder } from './helpers/temporary-folder.ts';

test('keeps applications, accounts and mails over a restart, and phones go on', async () => {
  const dataDir = await temporaryFolder();
  const first = await createSandbox({ dataDir });
  const port = Number(new URL(first.url).port);
  const phone = await first.link('user@example.com');
  const pending = askPhone(first, 'user@example.com', { requestSummary: 'Before' });
  pending.catch(() => undefined);
  const abandoned = await phone.nextRequest();
  await first.close();
  await expect(pending).rejects.toThrow('fetch failed');

  const second = await createSandbox({ dataDir, port });
  try {
    expect(second.application.id).toBe(first.application.id);
    expect(second.application.secret).not.toBe(first.application.secret);
    expect((await askPhone({ ...second, env: first.env }, 'user@example.com')).status).toBe(401);
    expect(await mailsTo(second.pages.inbox, 'user@example.com')).toHaveLength(2);
    await expect(abandoned.approve()).rejects.toThrow('409');
    const answer = askPhone(second, 'user@example.com', { requestSummary: 'After' });
    const request = await phone.nextRequest();
    expect(request.summary).toBe('After');
    await request.approve();
    expect(await (await answer).json()).toMatchObject({ status: 'accepted' });
  } finally {
    await second.close();
  }
});

test('keeps nothing without a folder', async () => {
  const first = await createSandbox();
  await first.link('user@example.com');
  await first.close();
  const second = await createSandbox();
  try {
    expect(second.application.id).not.toBe(first.application.id);
    expect((await askPhone(second, 'user@example.com')).status).toBe(404);
  } finally {
    await second.close();
  }
});

test('lets no second sandbox into the folder while the first uses it', async () => {
  const dataDir = await temporaryFolder();
  const first = await createSandbox({ dataDir });
  await expect(createSandbox({ dataDir })).rejects.toThrow(
    `Another sandbox uses the data folder ${dataDir}`,
  );
  await first.close();
  const next = await createSandbox({ dataDir });
  await next.close();
});

test('keeps secrets and the tokens of links only as hashes', async () => {
  const dataDir = await temporaryFolder();
  const sandbox = await createSandbox({ dataDir });
  await invite(sandbox, 'user@example.com');
  await askPhone(sandbox, 'user@example.com');
  const token = await tokenFor(sandbox.pages.inbox, 'user@example.com');
  await sandbox.close();
  const db = await openDatabase(dataDir);
  try {
    const tables = await db.introspection.getTables();
    const names = tables.map(({ name }) => name as 'calls');
    const holding = async (text: string): Promise<string[]> => {
      const found = await Promise.all(
        names.map(async (name) => {
          const rows = JSON.stringify(await db.selectFrom(name).selectAll().execute());
          return rows.includes(text) ? [name] : [];
        }),
      );
      return found.flat();
    };
    expect(await holding('user@example.com')).toEqual(['calls', 'mails', 'registrations']);
    expect(await holding(sandbox.application.secret)).toEqual([]);
    // The mail is what brings the link to the user, so it is the one place that has it.
    expect(await holding(token)).toEqual(['mails']);
  } finally {
    await db.destroy();
  }
});
