/**
 * The clauses: CPU to read a question (`prepare`) and to judge it (`admit`, every clause of the pack). Target: judging at most 20
 * microseconds. `--inquiries N` (200,000 unless told), `--pack ID`.
 */
import { parseArgs } from 'node:util';
import { PACK_IDS, type PackId, readFixtures, type Scene, sceneOf } from '../packs/fixtures.ts';
import { admit } from '../src/decision/admit.ts';
import { type Asked, prepare } from '../src/decision/ask.ts';

const KINDS = 64;

/** Microseconds of CPU for one run of `work`, over `times` runs. */
function microseconds(times: number, work: (index: number) => void): number {
  const before = process.cpuUsage();
  for (let index = 0; index < times; index += 1) work(index);
  const used = process.cpuUsage(before);
  return Number(((used.user + used.system) / times).toFixed(2));
}

/** The same inquiry with another person, house, case and reason each, so that nothing is measured that is remembered. */
function askedOf(scene: Scene, index: number): Asked {
  const { question, terms, submission } = scene;
  const person = { ...question.person, surname: `${question.person.surname}${String.fromCharCode(97 + (index % 26))}` };
  const address = { ...question.address, delivery_line: `${100 + index} Larkspur Ln Apt ${index}` };
  const basis = { ...question.basis, case_number: `2026-${index}`, reason: `${question.basis.reason} Page ${index}.` };
  return prepare({ ...question, person, address, basis }, terms, submission);
}

/** Figures in microseconds of CPU an inquiry. */
export async function bench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: { inquiries: { type: 'string', default: '200000' }, pack: { type: 'string' } },
  });
  const times = Number(values.inquiries);
  const id = PACK_IDS.find((each) => each === (values.pack ?? PACK_IDS[0])) as PackId | undefined;
  if (id === undefined || !Number.isSafeInteger(times) || times < 1)
    throw new Error('--pack takes the id of a pack, --inquiries a number');
  const scene = sceneOf(id, readFixtures(id), {});
  const asked = Array.from({ length: KINDS }, (_, index) => askedOf(scene, index));
  const admitted = { count: 0 };
  const judge = (index: number): void => {
    const decision = admit(asked[index % KINDS] as Asked, scene.standing, scene.now);
    if (decision.kind === 'admitted') admitted.count += 1;
  };
  microseconds(Math.min(times, 20_000), judge);
  admitted.count = 0;
  const judging = microseconds(times, judge);
  const reading = microseconds(Math.ceil(times / 10), (index) => void askedOf(scene, index));
  return {
    pack: id,
    clauses: scene.terms.pack.clauses.length,
    inquiries: times,
    admitted: admitted.count,
    admit_microseconds: judging,
    prepare_microseconds: reading,
  };
}
