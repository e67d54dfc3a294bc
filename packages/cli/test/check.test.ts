import { expect, test } from 'vitest';
import { bloksec, objectsOf } from './helpers/bloksec.ts';
import { invited, startApi } from './helpers/start-api.ts';
import { temporaryFile } from './helpers/temporary-file.ts';

const badRows = [
  'email,accountName,firstName,lastName,mobileNumber',
  'ada@example.com,ada,Ada,"Byron, Lovelace",+14165550123',
  'ada.example.com,ada2,,,',
  'bob@example.com,,,,',
  '',
  'carl@example.com,carl,,,0416 555',
  'dora@example.com,dora',
  'eve@example.com,eve,"Eve\nAdam",,',
].join('\r\n');

function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le');
}

test('--dry-run names every bad row with line and reason, and needs no credentials', async () => {
  const file = await temporaryFile('users.csv', badRows);
  const { exitCode, stdout, stderr } = await bloksec(['register', file, '--dry-run']);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^line 3 {2}invalid {2}user\.email must be an e-mail address/),
    expect.stringMatching(/^line 4 {2}invalid {2}account\.name must be/),
    expect.stringMatching(/^line 6 {2}invalid {2}user\.mobileNumber must be .*E\.164/),
    'line 7  invalid  has 2 cells, and the header has 5',
    expect.stringMatching(/^line 8 {2}invalid {2}user\.firstName must be .*line breaks/),
    '6 rows, 5 invalid. Nothing was sent.',
    '',
  ]);
  expect(stderr).toBe('');
  expect(exitCode).toBe(1);
});

test('--dry-run of a good file exits 0', async () => {
  const file = await temporaryFile('users.csv', 'email,accountName\nada@example.com,ada\n');
  const { exitCode, stdout } = await bloksec(['register', file, '--dry-run', '--json']);
  expect(objectsOf(stdout)).toEqual([
    { summary: { rows: 1, invalid: 0, alreadyInvited: 0, unknown: 0, sent: 0 } },
  ]);
  expect(exitCode).toBe(0);
});

test('--dry-run sends nothing', async () => {
  const api = await startApi(invited);
  const file = await temporaryFile('users.csv', 'email,accountName\nada@example.com,ada\n');
  await bloksec(['register', file, '--dry-run'], api.env);
  expect(api.bodies).toEqual([]);
});

test('a file with one bad row is not sent at all', async () => {
  const api = await startApi(invited);
  const file = await temporaryFile(
    'users.csv',
    'email,accountName\nada@example.com,ada\nbob,bob\n',
  );
  const { exitCode, stdout } = await bloksec(['register', file], api.env);
  expect(stdout).toContain('line 3  invalid');
  expect(stdout).toContain('Nothing was sent.');
  expect(exitCode).toBe(1);
  expect(api.bodies).toEqual([]);
});

test.each<[string, string | Uint8Array]>([
  ['plain CSV', 'email,accountName\nada@example.com,ada\n'],
  ['CSV with a byte order mark and CRLF', '\uFEFFemail,accountName\r\nada@example.com,ada\r\n'],
  ['CSV with other columns first and no last line break', 'accountName,email\nada,ada@example.com'],
  ['CSV with semicolons, as Excel writes it', 'email;accountName\r\nada@example.com;ada\r\n'],
  ['CSV with tabs and carriage returns', '"email"\t"accountName"\rada@example.com\tada\r'],
  ['UTF-16, as Excel writes it', utf16('email;accountName\r\nada@example.com;Zo\xEB\r\n')],
  ['big-endian UTF-16', utf16('email,accountName\nada@example.com,ada\n').swap16()],
  ['JSON lines', '{"email":"ada@example.com","accountName":"ada"}\n'],
  ['JSON lines with empty ones', '\n{"email":"ada@example.com","accountName":"ada"}\r\n\r\n'],
])('%s is read', async (_name, content) => {
  const { exitCode, stdout } = await bloksec(['register', '-', '--dry-run'], {}, content);
  expect(stdout).toBe('1 rows, 0 invalid. Nothing was sent.\n');
  expect(exitCode).toBe(0);
});

test.each([
  ['{"email":"ada@example.com"', 'is not a JSON object'],
  ['["ada@example.com"]', 'is not a JSON object'],
  ['{"email":"ada@example.com","accountName":7}', 'accountName must be a text'],
  ['{"email":"ada@example.com","account":"ada"}', 'members that are not known: account'],
])('the JSON line %s is a bad row', async (line, reason) => {
  const content = `{"email":"ok@example.com","accountName":"ok"}\n${line}\n`;
  const { exitCode, stdout } = await bloksec(['register', '-', '--dry-run', '--json'], {}, content);
  expect(objectsOf(stdout)).toEqual([
    { line: 2, status: 'invalid', reason: expect.stringContaining(reason) },
    { summary: expect.objectContaining({ rows: 2, invalid: 1, sent: 0 }) },
  ]);
  expect(exitCode).toBe(1);
});

test.each([
  ['no header', 'ada@example.com,ada\n', 'names that are not known (column 1, 2)'],
  ['a header without accountName', 'email,firstName\n', 'lacks accountName'],
  ['a column twice', 'email,accountName,email\n', 'twice'],
  ['bars', 'email|accountName\n', 'not known'],
  ['nothing in it', '', 'empty'],
  ['a quote that is never closed', 'email,accountName\n"ada@example.com,ada\n', 'quote'],
  ['UTF-16 without a mark', Buffer.from('email,accountName\n', 'utf16le'), 'looks like UTF-16'],
  ['broken UTF-16', Buffer.from('fffe00d86100', 'hex'), 'not UTF-16LE'],
  ['Latin-1', Buffer.from('email,accountName\nada@example.com,Zo\xEB\n', 'latin1'), 'UTF-8'],
  ['Latin-1 in JSON', Buffer.from('{"email":"a@b","accountName":"Zo\xEB"}\n', 'latin1'), 'UTF-8'],
  ['a line without an end', `{"email":"${'x'.repeat(30_000)}`, '20000 characters'],
])('a file with %s is refused in one sentence', async (_name, content, sentence) => {
  const file = await temporaryFile('users', content);
  const { exitCode, stdout, stderr } = await bloksec(['register', file, '--dry-run']);
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toContain('ada');
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
});

test('a file that is not there is refused in one sentence', async () => {
  const { exitCode, stderr } = await bloksec(['register', '/nowhere/users.csv', '--dry-run']);
  expect(stderr).toMatch(/^bloksec: \/nowhere\/users\.csv cannot be read: ENOENT.*\n$/);
  expect(exitCode).toBe(2);
});

test('--map takes fields from other columns, also two from one, and leaves the rest alone', async () => {
  const api = await startApi(invited);
  const file = await temporaryFile(
    'staff.csv',
    'Abteilung;E-Mail;Vorname\nIT;ada@example.com;Ada\n',
  );
  const { exitCode } = await bloksec(
    [
      'register',
      file,
      '--map',
      'email=E-Mail',
      '--map',
      'accountName=E-Mail',
      '--map',
      'firstName=Vorname',
    ],
    api.env,
  );
  expect(exitCode).toBe(0);
  expect(api.bodies).toEqual([
    {
      user: { email: 'ada@example.com', first_name: 'Ada' },
      account: { name: 'ada@example.com', appDID: 'harbour-bank' },
    },
  ]);
});

test('--map works for JSON lines, too', async () => {
  const content = '{"mail":"ada@example.com","upn":"ada","age":36}\n';
  const { exitCode, stdout } = await bloksec(
    ['register', '-', '--dry-run', '--map', 'email=mail', '--map', 'accountName=upn'],
    {},
    content,
  );
  expect(stdout).toContain('1 rows, 0 invalid');
  expect(exitCode).toBe(0);
});

test.each([
  ['a column that is not there', 'email=Mail', 'lacks Mail'],
  ['a field that is not known', 'mail=email', '--map takes FIELD=COLUMN'],
  ['no column', 'email', '--map takes FIELD=COLUMN'],
])('--map with %s is refused', async (_name, map, sentence) => {
  const content = 'email,accountName\nada@example.com,ada\n';
  const args = ['register', '-', '--dry-run', '--map', map];
  const { exitCode, stderr } = await bloksec(args, {}, content);
  expect(stderr).toContain(sentence);
  expect(exitCode).toBe(2);
});

test('an account that is named twice is a bad row', async () => {
  const content = 'email,accountName\na@example.com,ada\nb@example.com,bob\nc@example.com,ada\n';
  const { exitCode, stdout } = await bloksec(['register', '-', '--dry-run'], {}, content);
  expect(stdout).toContain('line 4  invalid  names the same account as line 2\n');
  expect(exitCode).toBe(1);
});
