import assert from 'node:assert/strict';
import { it } from 'node:test';
import { citationKey } from './citation.ts';
import { covers, isSilent, type Order, type OrderScope, orderFromJson } from './order.ts';

const order = (scope: OrderScope, change: Partial<Order> = {}): Order => ({
  id: 'O-1',
  issued: '2026-11-01T00:00:00Z',
  received: '2026-11-10T00:00:00Z',
  effective: '2026-11-05T00:00:00Z',
  lifted: null,
  authority: 'Order of a court',
  sealed: false,
  scope,
  ...change,
});
const SUBJECT = {
  agreement: 'A',
  requester: 'R',
  statute: citationKey('18 USC 1546(a)'),
  classes: ['us/pack', 'criminal investigation'],
  persons: ['p1', 'p2'],
};
const covered = (scope: OrderScope, now = '2026-11-20T00:00:00.000Z', change: Partial<Order> = {}): boolean =>
  covers(order(scope, change), SUBJECT, now, citationKey);

it('an order covers what every part of its scope names, and everything where it names no part', () => {
  for (const scope of [
    {},
    { agreement: 'A' },
    { requester: 'R' },
    { statute: '18 U.S.C. § 1546(a)' },
    { class: ' US/Pack ' },
    { persons: ['x', 'p2'] },
  ]) {
    assert.ok(covered(scope), JSON.stringify(scope));
  }
  for (const scope of [
    { agreement: 'B' },
    { requester: 'S' },
    { statute: '18 USC 1546' },
    { class: 'other' },
    { persons: ['x'] },
    { agreement: 'A', requester: 'S' },
  ]) {
    assert.ok(!covered(scope), JSON.stringify(scope));
  }
});

it('an order counts from its effective instant, past ones included, until it is lifted, within its own window', () => {
  assert.ok(!covered({}, '2026-11-04T23:59:59.999Z'));
  assert.ok(covered({}, '2026-11-05T00:00:00.000Z'));
  assert.ok(!covered({}, '2026-11-20T00:00:00.000Z', { lifted: '2026-11-20T00:00:00Z' }));
  assert.ok(covered({}, '2026-11-19T23:59:59.999Z', { lifted: '2026-11-20T00:00:00Z' }));
  assert.ok(!covered({ from: '2026-11-21T00:00:00Z' }));
  assert.ok(!covered({ until: '2026-11-20T00:00:00Z' }));
  assert.ok(covered({ from: '2026-11-20T00:00:00Z', until: '2026-11-20T00:00:01Z' }));
});

it('only a sealed order that names persons is silent', () => {
  assert.ok(isSilent(order({ persons: ['p1'] }, { sealed: true })));
  assert.ok(!isSilent(order({ persons: ['p1'] })));
  assert.ok(!isSilent(order({ agreement: 'A' }, { sealed: true })));
});

it('an entry with an unknown part of a scope is no order, so nothing is stopped less than its writer meant', () => {
  assert.equal(orderFromJson({ ...order({}), scope: { agrement: 'A' } }), null);
  assert.equal(orderFromJson({ ...order({}), effective: 'soon' }), null);
  assert.deepEqual(orderFromJson(order({ agreement: 'A' })), order({ agreement: 'A' }));
});
