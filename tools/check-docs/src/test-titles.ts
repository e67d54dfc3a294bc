import { parseAst } from 'vitest/node';

/** What of a syntax tree is looked at. */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** `check` is what the store suites, which others run in a runner of their own, declare theirs with. */
const functions = new Set(['test', 'it', 'describe', 'check']);
/** These do not run. */
const idle = new Set(['skip', 'todo']);

/** The titles of tests and groups that a TypeScript file declares; of `test.each` as they are written, with placeholders. */
export const testTitles = (code: string): Set<string> => {
  const titles = new Set<string>();
  visit(parseAst(code, { lang: 'ts' }) as unknown as Node, (node) => {
    if (node.type !== 'CallExpression' || !isDeclaration(node['callee'] as Node)) return;
    const title = textOf((node['arguments'] as readonly Node[])[0]);
    if (title !== undefined) titles.add(title);
  });
  return titles;
};

/** `test`, `test.each(…)`, `describe.runIf(…).each(…)`, … but nothing that is skipped. */
const isDeclaration = (callee: Node): boolean => {
  if (callee.type === 'Identifier') return functions.has(String(callee['name']));
  if (callee.type === 'CallExpression') return isDeclaration(callee['callee'] as Node);
  if (callee.type !== 'MemberExpression') return false;
  const { name } = callee['property'] as Node;
  return !idle.has(String(name)) && isDeclaration(callee['object'] as Node);
};

const textOf = (node: Node | undefined): string | undefined => {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node?.type !== 'TemplateLiteral') return undefined;
  const parts = node['quasis'] as readonly { value: { cooked: string } }[];
  return parts.length === 1 ? parts[0]?.value.cooked : undefined;
};

const visit = (value: unknown, see: (node: Node) => void): void => {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value) see(value as Node);
    for (const child of Object.values(value)) visit(child, see);
  }
};
