import assert from 'node:assert/strict';
import test from 'node:test';
import { QUESTION_FIELDS } from './fields.ts';
import { type FileProblem, FileRefused } from './file-problem.ts';
import { readHeader } from './header.ts';

const REQUIRED = {
  all: ['reference'],
  anyOf: [
    ['surname', 'given_name'],
    ['delivery_line', 'address'],
  ],
};

function problemOf(line: string): FileProblem {
  try {
    readHeader(line, QUESTION_FIELDS, REQUIRED);
  } catch (error) {
    if (error instanceof FileRefused) return error.problem;
    throw error;
  }
  return assert.fail(`accepted: ${line}`);
}

test('Case, surrounding spaces and quotes of a column name are of no account', () => {
  const layout = readHeader(' Reference ,"SURNAME",address', QUESTION_FIELDS, REQUIRED);
  assert.deepEqual(
    layout.map((at) => QUESTION_FIELDS[at]?.name),
    ['reference', 'surname', 'address'],
  );
});

test('An unknown column refuses the file by name, position and nearest known column', () => {
  const problem = problemOf('reference,surnmae,address');
  assert.deepEqual([problem.kind, problem.line, problem.column], ['unknown-column', 1, 'surnmae']);
  assert.equal(
    problem.message,
    'Column 2, "surnmae", is not known. The nearest known column is "surname". Rename or remove it.',
  );
});

test('A column that stands twice refuses the file', () => {
  assert.equal(problemOf('reference,surname,address,Surname').kind, 'duplicate-column');
});

test('Reference, a name column and an address column are needed', () => {
  for (const [line, column] of [
    ['surname,address', 'reference'],
    ['reference,address', 'surname'],
    ['reference,surname,city', 'delivery_line'],
  ] as const) {
    const problem = problemOf(line);
    assert.deepEqual([problem.kind, problem.column], ['missing-column', column]);
  }
});

test('A file without a header, or with other separators, is told so, and its first line is not repeated', () => {
  assert.equal(problemOf('reference;surname;address').kind, 'separator');
  assert.equal(problemOf('reference\tsurname\taddress').kind, 'separator');
  const problem = problemOf('7,Zebulon,Pike,12 Oak St');
  assert.equal(problem.kind, 'no-header');
  assert.doesNotMatch(problem.message, /Zebulon|Oak/);
});

test('A broken quote in the header and lone carriage returns refuse the file', () => {
  assert.equal(problemOf('reference,"surname').kind, 'bad-header');
  assert.equal(problemOf('reference,surname,address\rQ1,a,b').kind, 'line-ends');
});
