import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { joinedOctets, octetsOf } from './octets.ts';

const any = fc.string({ unit: 'binary', maxLength: 30 });

it('octets of a text are those of TextEncoder, ASCII or not', () => {
  fc.assert(
    fc.property(
      fc.oneof(any, fc.string(), fc.string({ unit: fc.constantFrom('é', '\u0080', '\u00ff', 'a', '李') })),
      (text) => assert.deepEqual(octetsOf(text), new TextEncoder().encode(text)),
    ),
  );
});

it('joined octets are each beginning followed by its end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(any, any)), (texts) => {
      const pairs = texts.map(([start, end]) => ({ start: octetsOf(start), end: octetsOf(end) }));
      const expected = texts.map(([start, end]) => new TextEncoder().encode(start.toWellFormed() + end.toWellFormed()));
      assert.deepEqual(
        joinedOctets(pairs).map((each) => Uint8Array.from(each)),
        expected,
      );
    }),
  );
});
