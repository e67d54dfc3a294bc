import { parseSync, Visitor } from 'oxc-parser';
import { arrows } from './arrows.ts';
import { scope } from './workspace-packages.ts';

/**
 * Our packages that a file names in a string: in an import of any kind (static, type, dynamic, `require`,
 * `import.meta.resolve`), and never in a comment, where examples are.
 */
export const namedPackages = (path: string, source: string): string[] => {
  const names = new Set<string>();
  const visitor = new Visitor({
    Literal({ value }) {
      if (typeof value !== 'string' || !value.startsWith(scope)) return;
      const [name = ''] = value.slice(scope.length).split('/');
      if (Object.hasOwn(arrows, name)) names.add(name);
    },
  });
  visitor.visit(parseSync(path, source).program);
  return [...names];
};
