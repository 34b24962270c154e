/** countersign register ... */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { enterWithin } from '../../gateway/enter.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { openLoadKeys } from '../../keys/load-keys.ts';
import { hexOf } from '../../log/bytes.ts';
import type { Entry } from '../../log/entry-schema.ts';
import type { Level } from '../../matching/address.ts';
import type { PersonFields } from '../../matching/person-forms.ts';
import { type Loaded, loadRegister } from '../../register/load.ts';
import { loadKeys } from '../../register/load-keys.ts';
import type { Snapshot } from '../../store/snapshot.ts';
import { type DataOption, dataLeaf, noun, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { type Done, done, grouped, table } from '../output.ts';
import { progress } from '../progress.ts';
import { inGateway } from '../world.ts';

interface LoadOption extends DataOption {
  fields?: string;
  levels?: string;
}

const LEVELS: readonly Level[] = ['unit', 'building'];
const FIELDS: readonly PersonFields[] = ['name', 'name-and-birth-date', 'name-and-tax-identifier'];

export function addRegister(program: Command): void {
  const register = noun(program, 'register', "the custodian's records, as keyed fingerprints");
  const load = dataLeaf(
    register,
    'load <file>',
    'load records (CSV or NDJSON) into a new snapshot; the one in use answers until the new one is whole',
  )
    .option('--fields <list>', `person fields that agreements will ask by, separated by commas (${FIELDS.join(', ')})`)
    .option('--levels <list>', `levels that agreements will ask at (${LEVELS.join(', ')}; unit unless given)`);
  run<LoadOption>(load, ([file = ''], options) =>
    inGateway(options.data, async (gateway) =>
      summary(
        await loadFile(
          gateway,
          file,
          listOf('--fields', FIELDS, options.fields) ?? FIELDS,
          listOf('--levels', LEVELS, options.levels) ?? ['unit'],
        ),
      ),
    ),
  );
}

/** A list given on the command line, each of it one of `known`; undefined where none was given. */
function listOf<T extends string>(
  option: string,
  known: readonly T[],
  given: string | undefined,
): readonly T[] | undefined {
  const wanted = given?.split(',').map((each) => each.trim());
  if (wanted?.some((each) => !(known as readonly string[]).includes(each)) === true)
    throw new BadInput(`${option} takes ${known.join(', ')}, separated by commas`);
  return wanted as readonly T[] | undefined;
}

/** Loads a register file and enters the snapshot in the log. */
export async function loadFile(
  gateway: Gateway,
  file: string,
  fields: readonly PersonFields[] = FIELDS,
  levels: readonly Level[] = ['unit'],
): Promise<Loaded> {
  const { size } = await stat(file);
  const { epoch } = gateway.keys.pairs;
  const secrets = openLoadKeys(gateway.dataDir, epoch);
  const now = gateway.clock();
  const shown = progress('loading the register', size);
  let checkpoint = '';
  try {
    const loaded = await loadRegister({
      store: gateway.store,
      dataDir: gateway.dataDir,
      keys: loadKeys(secrets.first, secrets.second),
      rows: createReadStream(file, { highWaterMark: 1 << 20 }),
      totalBytes: size,
      format: /\.(ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'csv',
      scope: { epoch, fields, levels, thisYear: now.toISOString().slice(0, 4) },
      enter: async (client, snapshot) => {
        if (snapshot.loaded === 0)
          throw new BadInput(
            'no row of the file could be loaded; the register in use stays. Correct the file and load it again',
          );
        checkpoint = await enterWithin(gateway, client, async (_, at) => [snapshotEntry(snapshot, at)]);
      },
      progress: (stage, count) => (stage === 'rows' ? shown.at(count) : undefined),
      now,
    });
    await gateway.keeper.advance(checkpoint);
    return loaded;
  } finally {
    shown.end();
  }
}

function snapshotEntry(snapshot: Snapshot, at: string): Entry {
  const { rows, loaded, rejected, fingerprints, ambiguous, epoch, standardiser } = snapshot;
  const counts = { rows, loaded, rejected, fingerprints, ambiguous, epoch };
  return {
    kind: 'snapshot',
    version: 1,
    snapshot: String(snapshot.number),
    digest: hexOf(snapshot.digest),
    ...counts,
    standardiser,
    at,
  };
}

function summary({ snapshot, report, reasons }: Loaded): Done {
  const { rows, loaded, rejected, fingerprints, ambiguous, relaxedDropped, streets } = snapshot;
  const json = {
    rows,
    loaded,
    rejected,
    report,
    snapshot: snapshot.number,
    fingerprints,
    ambiguous,
    relaxed_dropped: relaxedDropped,
    streets,
    reasons: Object.fromEntries(reasons),
  };
  const lines = [
    `Snapshot ${snapshot.number}: ${grouped(loaded)} of ${grouped(rows)} rows loaded, ${grouped(rejected)} rejected.`,
    `${grouped(fingerprints)} fingerprints; ${grouped(ambiguous)} more are ambiguous and never confirm.`,
    ...(rejected === 0 ? [] : [table(['rejected because', 'rows'], [...reasons]), `Line by line: ${report}`]),
  ];
  return done(json, lines.join('\n'));
}
