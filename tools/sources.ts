/** The project's own TypeScript files, as the gates must have read them. */
import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const SOURCE_FOLDERS = ['src', 'test', 'bench', 'tools', 'packs'] as const;

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Every file below `root/folder`, as a path from `root` with forward slashes; nothing below node_modules. */
export function filesBelow(root: string, folder: string): string[] {
  return entries(join(root, folder)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name === 'node_modules') return [];
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

/** The TypeScript files of the project at `root`. */
export function sourceFiles(root: string): string[] {
  return SOURCE_FOLDERS.flatMap((folder) => filesBelow(root, folder)).filter((path) => path.endsWith('.ts'));
}
