/** What a package may use of ours. */
export interface Arrows {
  /** In what it publishes or runs (`src`, `dependencies`, `peerDependencies`). */
  readonly uses: readonly string[];
  /** Besides those, in its tests and tools (all other files, `devDependencies`). */
  readonly testsUse: readonly string[];
}

/**
 * The arrows between our packages, and there are no others. `docs/architecture.md` draws the same picture.
 *
 * The sandbox and the widget meet the rest only over HTTP. Tests may start a sandbox; its own tests and the widget's
 * use none of ours, since what needs both lives in e2e.
 */
export const arrows: Readonly<Record<string, Arrows>> = {
  client: { uses: [], testsUse: ['sandbox'] },
  challenges: { uses: ['client'], testsUse: ['sandbox'] },
  passport: { uses: ['challenges'], testsUse: ['sandbox'] },
  nestjs: { uses: ['challenges'], testsUse: ['passport', 'sandbox'] },
  cli: { uses: ['client'], testsUse: ['sandbox'] },
  sandbox: { uses: [], testsUse: [] },
  'wait-widget': { uses: [], testsUse: [] },

  'sample-nestjs': {
    uses: ['challenges', 'client', 'nestjs', 'passport', 'wait-widget'],
    testsUse: ['sandbox'],
  },
  e2e: { uses: [], testsUse: ['challenges', 'client', 'sample-nestjs', 'sandbox'] },

  'check-docs': {
    uses: [],
    testsUse: ['challenges', 'cli', 'client', 'nestjs', 'passport', 'sandbox', 'wait-widget'],
  },
  'check-arrows': { uses: [], testsUse: [] },
  chromium: { uses: [], testsUse: [] },
  commands: { uses: [], testsUse: [] },
  'redis-server': { uses: [], testsUse: [] },
  'vitest-config': { uses: [], testsUse: [] },
};

/** The tools that the tests of every package may use. */
export const testTools: readonly string[] = ['chromium', 'redis-server', 'vitest-config'];
