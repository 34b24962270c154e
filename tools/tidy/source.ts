/** One source file as the checks see it. */
import ts from 'typescript';

export interface Source {
  /** From the project's root, with forward slashes. */
  path: string;
  text: string;
  tree: ts.SourceFile;
  isTest: boolean;
  /** The room of src/ that it lies in, '' elsewhere. */
  room: string;
}

export function source(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const [top = '', room = ''] = path.split('/');
  return { path, text, tree, isTest: path.endsWith('.test.ts'), room: top === 'src' ? room : '' };
}

/** A finding, in the form `path:line what is wrong`. */
export function finding(from: Source, node: ts.Node, what: string): string {
  const line = from.tree.getLineAndCharacterOfPosition(node.getStart(from.tree)).line + 1;
  return `${from.path}:${line} ${what}`;
}

/** Every node of the file, parents first. */
export function* nodes(root: ts.Node): Generator<ts.Node> {
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    ts.forEachChild(node, (child) => {
      waiting.push(child);
    });
  }
}
