import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePasswd, serverAccount } from './account.ts';
import { urlsByHost } from './given.ts';
import { asUnavailable, Unavailable } from './unavailable.ts';

const PASSWD =
  'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\nbroken line\nann:x:1000:1000:Ann:/home/ann:/bin/sh\n';

test('as root the server runs under postgres, else nobody, else nothing', () => {
  const accounts = parsePasswd(PASSWD);
  assert.equal(serverAccount(accounts, 0, null).name, 'nobody');
  const more = parsePasswd(`${PASSWD}postgres:x:101:104::/var/lib/postgresql:/bin/sh\n`);
  assert.equal(serverAccount(more, 0, null).name, 'postgres');
  assert.throws(() => serverAccount(parsePasswd('root:x:0:0:::\n'), 0, null), Unavailable);
});

test('as root the server keeps running under the account that owns its data', () => {
  assert.equal(serverAccount(parsePasswd(PASSWD), 0, 1000).name, 'ann');
});

test('as another user the server runs under that user, who needs a name', () => {
  assert.equal(serverAccount(parsePasswd(PASSWD), 1000, null).gid, 1000);
  assert.throws(() => serverAccount(parsePasswd(PASSWD), 4242, null), /4242 has no entry/);
});

test('each host of DATABASE_URL becomes a URL of its own', () => {
  assert.deepEqual(urlsByHost('postgres://u:p@a:1,b:2/db?x=1'), [
    'postgres://u:p@a:1/db?x=1',
    'postgres://u:p@b:2/db?x=1',
  ]);
  assert.deepEqual(urlsByHost('postgresql://h/db'), ['postgresql://h/db']);
  assert.throws(() => urlsByHost('mysql://h/db'), Unavailable);
});

test('a full disk is unavailability with its own advice; a defect stays what it is', () => {
  const full = Object.assign(new Error('could not extend file'), { code: '53100' });
  assert.equal(asUnavailable(full)?.why, 'disk-full');
  assert.equal(asUnavailable(Object.assign(new Error('x'), { code: 'ENOSPC' }))?.why, 'disk-full');
  assert.equal(asUnavailable(Object.assign(new Error('x'), { code: '23505' })), null);
  assert.equal(asUnavailable(new TypeError('x')), null);
});
