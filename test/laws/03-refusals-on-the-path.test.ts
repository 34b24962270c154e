import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CONSENT, type DemoWorld, example, openDemoWorld, STATUTORY, seenRows } from '../world/demo-world.ts';
import { personAt, registerOf } from '../world/people.ts';

const FILES = [
  [STATUTORY, 'inquiries.csv'],
  [CONSENT, 'inquiries-consent.csv'],
] as const;
const worlds: DemoWorld[] = [];

/** A world with both example agreements and this register. */
async function worldWith(register: string): Promise<DemoWorld> {
  const world = await openDemoWorld();
  worlds.push(world);
  await world.load(register);
  await world.activate('statutory.yaml');
  await world.activate('consent.yaml');
  return world;
}

let [onFile, unknown]: string[][][] = [];

before(async () => {
  const answersWith = async (register: string): Promise<string[][]> => {
    const world = await worldWith(register);
    const answers: string[][] = [];
    for (const [agreement, file] of FILES) answers.push(seenRows(await world.ask(agreement, example(file))));
    return answers;
  };
  onFile = await answersWith(example('register.csv'));
  unknown = await answersWith(registerOf([personAt(0)]));
});
after(async () => {
  for (const world of worlds) await world.close();
});

const decided = (row: string): string => (/^(not_)?confirmed,$/.test(row) ? 'answered' : row);

test('law 3: neither a refusal nor a hold depends on the record: a register with the people and one without refuse and hold the same rows on the same grounds', () => {
  const [first = [], second = []] = onFile ?? [];
  assert.deepEqual([first.length, second.length], [661, 85]);
  assert.deepEqual(
    onFile?.map((rows) => rows.map(decided)),
    unknown?.map((rows) => rows.map(decided)),
  );
  for (const kind of ['answered', 'refused,address-typed', ',held']) assert.ok(first.map(decided).includes(kind), kind);
});

test('law 3: with the people on file many are confirmed, without them nobody is', () => {
  assert.ok(onFile?.every((rows) => rows.filter((row) => row === 'confirmed,').length > 30));
  assert.ok(unknown?.every((rows) => !rows.includes('confirmed,')));
});
