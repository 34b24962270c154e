/**
 * A file of inquiries on the whole path: signature of the file, all clauses, fingerprints, budgets, durable log, receipts. The questions are about
 * people of the register, so the truth of each is known and the answers are checked: `--people N` (100,000) and `--lines N` (50,000).
 */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { activateExample } from '../src/cli/commands/agreement-store.ts';
import { answerBatch } from '../src/cli/commands/batch.ts';
import { makeKeys, registerDemo } from '../src/cli/commands/init.ts';
import { loadFile } from '../src/cli/commands/register.ts';
import { EXAMPLES } from '../src/cli/demo-parties.ts';
import { inGateway } from '../src/cli/world.ts';
import { registerFile } from './people.ts';

const COLUMNS =
  'reference,given_name,middle_name,surname,name_suffix,delivery_line,unit,city,state,postal_code,period,purpose,authority,proceeding,case_number,reason,official,officer,attests_engaged,attests_sole_use,final_order_date\n';

interface Question {
  readonly line: string;
  readonly same: boolean;
}

/** Every second question names the house next door. */
function questionOf(row: string, n: number): Question {
  const [, given, middle, surname, suffix, , , period, delivery = '', unit, city, state, zip] = row.split(',');
  const same = n % 2 === 0;
  const [number = '', ...street] = delivery.split(' ');
  const asked = `${Number(number) + (same ? 0 : 10_000)} ${street.join(' ')}`;
  const officer = `officer-${String(1 + (n % 12)).padStart(2, '0')}`;
  const basis = `criminal investigation,18 U.S.C. 1546(a),investigation,CASE-1,A visa application in this case was signed at the address that is named here,head-01,${officer},true,true,2015-05-05`;
  return {
    same,
    line: `Q${n},${given},${middle},${surname},${suffix},${asked},${unit},${city},${state},${zip},${period},${basis}\n`,
  };
}

async function* registerLines(people: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let header = true;
  for await (const chunk of registerFile(people)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of header ? lines.slice(1) : lines) yield line;
    header = false;
  }
}

async function writeFiles(folder: string, people: number, lines: number): Promise<boolean[]> {
  const truth: boolean[] = [];
  const step = Math.max(1, Math.floor(people / lines));
  async function* questions(): AsyncGenerator<string> {
    yield COLUMNS;
    let n = 0;
    for await (const row of registerLines(people)) {
      if (n++ % step !== 0 || truth.length >= lines) continue;
      const question = questionOf(row, truth.length);
      truth.push(question.same);
      yield question.line;
    }
  }
  await pipeline(Readable.from(registerFile(people)), createWriteStream(join(folder, 'register.csv')));
  await pipeline(Readable.from(questions()), createWriteStream(join(folder, 'inquiries.csv')));
  return truth;
}

const argument = (args: readonly string[], name: string, otherwise: number): number => {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : Number(args[at + 1]);
};

export async function bench(args: string[]): Promise<Record<string, unknown>> {
  const [people, lines] = [argument(args, '--people', 100_000), argument(args, '--lines', 50_000)];
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  try {
    const data = join(folder, 'data');
    await mkdir(data, { mode: 0o700 });
    const truth = await writeFiles(folder, people, lines);
    await makeKeys(data, '');
    return await inGateway(data, async (gateway) => {
      await registerDemo(gateway);
      await activateExample(gateway, join(EXAMPLES, 'agreements', 'statutory.yaml'));
      await loadFile(gateway, join(folder, 'register.csv'), ['name']);
      const out = join(folder, 'answers.csv');
      const begun = performance.now();
      const cpu = process.cpuUsage();
      const counts = await answerBatch(gateway, join(folder, 'inquiries.csv'), { agreement: 'AGR-2026-001', out });
      const seconds = (performance.now() - begun) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      const { by_ground, held_by, ...sums } = counts;
      return {
        people,
        ...sums,
        by_ground,
        held_by,
        ...(await judged(out, truth)),
        seconds: Number(seconds.toFixed(2)),
        lines_a_second: Math.round(counts.rows / seconds),
        microseconds_a_line: Math.round((seconds * 1e6) / counts.rows),
        own_cpu_microseconds_a_line: Math.round((user + system) / counts.rows),
        memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Wrong confirmations, and how many of the same pairs were confirmed (namesakes in one home are ambiguous on purpose). */
async function judged(out: string, truth: readonly boolean[]): Promise<Record<string, number>> {
  const answers = (await readFile(out, 'utf8')).split('\n').slice(1);
  const confirmed = truth.map((_, i) => answers[i]?.split(',')[1] === 'confirmed');
  const same = truth.filter((each) => each).length;
  return {
    false_confirms: truth.filter((each, i) => !each && confirmed[i]).length,
    same,
    same_confirmed: truth.filter((each, i) => each && confirmed[i]).length,
  };
}
