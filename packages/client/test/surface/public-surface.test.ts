import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor, type Program, type Span } from 'oxc-parser';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../../src');

interface Module {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
}

function parse(path: string): Module {
  const text = readFileSync(path, 'utf8');
  return { path, text, program: parseSync(path, text, { lang: 'ts' }).program };
}

/** The names that index.ts exports, by the file that declares them. */
function exportsByFile(): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>();
  for (const statement of parse(join(source, 'index.ts')).program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source === null) {
      throw new Error('index.ts exports by name, from other files, and does nothing else.');
    }
    const path = join(source, statement.source.value);
    const names = files.get(path) ?? new Set();
    for (const { local } of statement.specifiers) if ('name' in local) names.add(local.name);
    files.set(path, names);
  }
  return files;
}

interface PublicPart extends Span {
  readonly name: string;
  readonly module: Module;
}

/** Every exported declaration, and every member of it that a user can see, also of object types within. */
function publicParts(): PublicPart[] {
  return Array.from(exportsByFile()).flatMap(([path, names]) => {
    const module = parse(path);
    return module.program.body.flatMap((statement) => {
      if (statement.type !== 'ExportNamedDeclaration') return [];
      const { declaration } = statement;
      if (declaration === null || !('id' in declaration) || declaration.id === null) return [];
      if (!('name' in declaration.id) || !names.has(declaration.id.name)) return [];
      const name = declaration.id.name;
      const parts: PublicPart[] = [{ name, module, start: statement.start, end: statement.end }];
      const add = (node: Span, key: Span): void => {
        const text = module.text.slice(key.start, key.end);
        if (!text.startsWith('#')) parts.push({ name: `${name}.${text}`, module, ...spanOf(node) });
      };
      // In a union of object types the type's own comment tells what the members are.
      const isUnion = declaration.type === 'TSTypeAliasDeclaration';
      new Visitor({
        TSPropertySignature: (node) => void (isUnion || add(node, node.key)),
        TSMethodSignature: (node) => add(node, node.key),
        PropertyDefinition: (node) => add(node, node.key),
        MethodDefinition: (node) => add(node, node.key),
      }).visit({ ...module.program, body: [statement] });
      return parts;
    });
  });
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });

const parts = publicParts();

test('the public surface is found', () => {
  const names = parts.map(({ name }) => name);
  expect(names).toContain('BlokSecClient.waitForRegistration');
  expect(names).toContain('BlokSecClientOptions.onResponse');
  expect(names).toContain('RegisterRequest.firstName');
  expect(names.length).toBeGreaterThan(70);
});

test('everything public has a comment, and it stands right before it', () => {
  const bare = parts.filter(({ module, start }) => !/\*\/\s*$/.test(module.text.slice(0, start)));
  expect(bare.map(({ name }) => name)).toEqual([]);
});

test('every option says what happens without it', () => {
  const optional = parts.filter(
    ({ name, module, start, end }) =>
      /(?:Options|Request|Facts)\./.test(name) &&
      /^[^:(]*\?:/.test(module.text.slice(start, end)) &&
      !name.endsWith('.signal'),
  );
  expect(optional.length).toBeGreaterThan(20);
  const silent = optional.filter(
    ({ module, start }) => !/Default/.test(commentBefore(module, start)),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('every number of milliseconds says so', () => {
  const times = parts.filter(({ name }) => name.endsWith('Ms'));
  expect(times.length).toBeGreaterThan(5);
  const silent = times.filter(
    ({ module, start }) => !/milliseconds/.test(commentBefore(module, start)),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

function commentBefore({ text }: Module, start: number): string {
  return text.slice(text.lastIndexOf('/**', start), start);
}

test('no source file says any, asserts a type, or takes a value for granted', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const paths = files.filter((file) => file.endsWith('.ts')).map((file) => join(source, file));
  const found = paths.map(parse).flatMap(({ path, text, program }) => {
    const lines: string[] = [];
    const report = ({ start }: Span): void => {
      lines.push(`${path}:${text.slice(0, start).split('\n').length}`);
    };
    new Visitor({
      TSAnyKeyword: report,
      TSTypeAssertion: report,
      TSNonNullExpression: report,
      TSAsExpression: (node) => {
        if (text.slice(node.typeAnnotation.start, node.typeAnnotation.end) !== 'const')
          report(node);
      },
    }).visit(program);
    return lines;
  });
  expect(found).toEqual([]);
});
