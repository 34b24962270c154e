/** countersign replay */
import type { Command } from 'commander';
import type { Gateway } from '../../gateway/gateway.ts';
import { type ReplaySummary, replayAll } from '../../gateway/replay.ts';
import { type DataOption, dataLeaf, run } from '../command.ts';
import { checkFailed, type Done, done, grouped } from '../output.ts';
import { progress } from '../progress.ts';
import { inGateway } from '../world.ts';

export function addReplay(program: Command): void {
  const replay = dataLeaf(
    program,
    'replay',
    'make every decision again from its case file, and compare it with what was entered',
  );
  run<DataOption>(replay, (_, options) =>
    inGateway(options.data, async (gateway) => {
      const sum = await replayWithProgress(gateway);
      const json = {
        ok: sum.differing.length === 0,
        replayed: sum.replayed,
        differing: sum.differing.length,
        unavailable: sum.unavailable,
        entries: sum.differing,
      };
      return (json.ok ? done : checkFailed)(json, replayText(sum)) satisfies Done;
    }),
  );
}

export async function replayWithProgress(gateway: Gateway): Promise<ReplaySummary> {
  const shown = progress('replaying', null);
  const sum = await replayAll(gateway, (count) => shown.at(count));
  shown.end();
  return sum;
}

export function replayText({ replayed, unavailable, differing }: ReplaySummary): string {
  const lines = differing.map(({ index, why }) => `entry ${index}: ${why}`);
  const gone =
    unavailable === 0 ? '' : ` ${grouped(unavailable)} can no longer be opened: their day keys were destroyed.`;
  const verdict = differing.length === 0 ? 'none differs' : `${grouped(differing.length)} differ`;
  return [`${grouped(replayed)} decisions replayed, ${verdict}.${gone}`, ...lines].join('\n');
}
