/** countersign log export */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { Pool } from 'pg';
import { logFiles, viewLog } from '../../gateway/log-files.ts';
import { type DataOption, dataLeaf, run } from '../command.ts';
import { type Done, done, grouped } from '../output.ts';
import { progress } from '../progress.ts';
import { inGateway } from '../world.ts';

export function addLogExport(log: Command): void {
  const command = dataLeaf(
    log,
    'export <folder>',
    'write the log as static files that any C2SP tool reads; a later export adds to an earlier one',
  );
  run<DataOption>(command, ([folder = ''], options) =>
    inGateway(options.data, ({ store }) => exportLog(store.pool, folder)),
  );
}

/**
 * Writes every file of the log as it stands now. INVARIANT: the checkpoint is written last and whole, so that a folder whose export was
 * cut off still shows the earlier state or none.
 */
export async function exportLog(pool: Pool, folder: string): Promise<Done> {
  const view = await viewLog(pool);
  const shown = progress('writing the log', null);
  let files = 0;
  for await (const { path, bytes } of logFiles(pool, view)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
    files += 1;
    shown.at(files);
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '.checkpoint'), view.checkpoint);
  await rename(join(folder, '.checkpoint'), join(folder, 'checkpoint'));
  shown.end();
  const { size } = view.edge;
  return done(
    { folder, size, files: files + 1 },
    `The log of ${grouped(size)} entries lies in ${folder} (${grouped(files + 1)} files).`,
  );
}
