import { describe, expect, it } from 'vitest';
import { PlainError } from '../shared/plain-error.js';
import { startOptions } from '../start/start-options.js';

describe('startOptions', () => {
  it('takes ports 3000 and 4400 and keeps the state where nothing is asked', () => {
    expect(startOptions([], {})).toEqual({ port: 3000, sandboxPort: 4400, fresh: false });
  });

  it('takes the ports from the environment', () => {
    const env = { PORT: '3100', SANDBOX_PORT: '4500' };
    expect(startOptions([], env)).toMatchObject({ port: 3100, sandboxPort: 4500 });
  });

  it('lets a flag win over the environment', () => {
    const flags = ['--port', '3200', '--sandbox-port=4600', '--fresh'];
    const options = startOptions(flags, { PORT: '3100', SANDBOX_PORT: '4500' });
    expect(options).toEqual({ port: 3200, sandboxPort: 4600, fresh: true });
  });

  it.each([
    [['--port', 'abc'], '--port is a number from 1 to 65535, and "abc" is not one.'],
    [['--sandbox-port', '65536'], '--sandbox-port is a number from 1 to 65535'],
    [['--port', '4400'], 'cannot both have port 4400'],
    [['--prot', '3100'], 'does not understand "--prot 3100"'],
    [['3100'], 'does not understand "3100"'],
    [['--port'], 'does not understand "--port"'],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(() => startOptions(args, {})).toThrow(PlainError);
    expect(() => startOptions(args, {})).toThrow(sentence);
  });
});
