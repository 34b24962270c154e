import { addressText, type KeyholderAddress } from './keyholder-address.ts';
import { type KeyholderLine, keyholderLine } from './keyholder-line.ts';
import { evaluated, type FirstSecrets, firstHalf, type PairKeys } from './keyring.ts';
import { FINGERPRINT_BYTES, HALF_BYTES, PSEUDONYM_BYTES, split } from './second-half.ts';
import { verifyEd25519 } from './sha256.ts';
import { type Attestation, attestationsOf, statementText, tickTree, treeRoot } from './statement.ts';
import { KeysUnavailable } from './unavailable.ts';
import { type Hello, helloSchema, MOST_VALUES, slotted } from './wire.ts';

export interface KeyholderConnection {
  address: KeyholderAddress;
  /** The keyholder's name and raw Ed25519 key, as agreed on paper: an answer signed by another key is refused. */
  keyholder: { name: string; publicKey: Uint8Array };
  first: FirstSecrets;
  /** A call that has no answer after this many milliseconds is refused, and its connection ends. */
  timeout: number;
}

/** PairKeys whose second half is another process. Connects at the first call and again after any trouble; throws KeysUnavailable. */
export interface RemotePairKeys extends PairKeys {
  /** Opens a load that the keyholder has released. `values` takes first halves of 32 bytes each and gives 9 bytes for each. */
  openLoad(release: string): Promise<Load>;
  close(): void;
}

export interface Load {
  values(halves: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

export function remotePairKeys(connection: KeyholderConnection): RemotePairKeys {
  const first = firstHalf(connection.first);
  const line = keyholderLine(connection.address, connection.timeout);
  const { epoch, pseudonymEpoch } = connection.first;
  const ticks = tickChecker(connection);
  return {
    epoch,
    pseudonymEpoch,
    async fingerprints(inputs, group = inputs.length) {
      const halves = first.fingerprints(inputs);
      const parts = chunks(halves, Math.max(1, Math.floor(MOST_VALUES / group)) * group);
      const ticked = await Promise.all(
        parts.map(async (part) => ticks(part, group, await line.call('fingerprints', epoch, part, group))),
      );
      return evaluated(
        Buffer.concat(ticked.map((tick) => tick.values)),
        ticked.flatMap((tick) => tick.attestations),
      );
    },
    async pseudonyms(inputs) {
      const parts = chunks(first.pseudonyms(inputs), MOST_VALUES);
      const values = await Promise.all(parts.map((part) => plainValues(line, 'pseudonyms', pseudonymEpoch, part)));
      return values.flatMap((part) => split(part, PSEUDONYM_BYTES));
    },
    async openLoad(release) {
      await line.send('bulk-open', epoch, new TextEncoder().encode(release));
      return {
        async values(halves) {
          const parts = chunks(halves, MOST_VALUES);
          return Buffer.concat(await Promise.all(parts.map((part) => plainValues(line, 'bulk', epoch, part))));
        },
        close: async () => void (await line.send('bulk-close', epoch, new Uint8Array(0))),
      };
    },
    close: line.close,
  };
}

/** What a keyholder says of itself, unchecked: for showing it to a person who then agrees to its key. Throws KeysUnavailable. */
export async function askKeyholder(address: KeyholderAddress, timeout: number): Promise<Hello> {
  const line = keyholderLine(address, timeout);
  try {
    return helloOf(line.name, await line.send('hello', 0, new Uint8Array(0)));
  } finally {
    line.close();
  }
}

function helloOf(name: string, body: Uint8Array): Hello {
  try {
    return helloSchema.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch {
    throw new KeysUnavailable('bad-answer', name, 'what answered is no second keyholder; is it the right address?');
  }
}

const chunks = (halves: Uint8Array, values: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(halves.length / HALF_BYTES / values) }, (_, i) =>
    halves.subarray(i * values * HALF_BYTES, (i + 1) * values * HALF_BYTES),
  );

interface Ticked {
  values: Uint8Array;
  attestations: Attestation[];
}

/** Takes an answer only if the agreed keyholder signed exactly these inputs and values, under a tick number not seen before. */
function tickChecker({ address, keyholder, first }: KeyholderConnection) {
  let last = -1;
  return (halves: Uint8Array, group: number, body: Uint8Array): Ticked => {
    const count = halves.length / HALF_BYTES;
    const bad = (what: string): KeysUnavailable => new KeysUnavailable('bad-answer', addressText(address), what);
    if (body.length !== 72 + slotted(count, FINGERPRINT_BYTES))
      throw bad('the second keyholder answered short or long');
    const tick = Number(Buffer.from(body.buffer, body.byteOffset, 8).readBigUInt64BE());
    const values = body.subarray(72, 72 + count * FINGERPRINT_BYTES);
    const tree = tickTree(halves, values, FINGERPRINT_BYTES, group);
    const { epoch } = first;
    const statement = { keyholder: keyholder.name, tick, epoch, values: count, group, root: treeRoot(tree) };
    const signature = body.subarray(8, 72);
    if (!verifyEd25519(keyholder.publicKey, statementText(statement), signature)) {
      throw bad('the answer is not signed by the agreed second keyholder; compare its key with the agreed one');
    }
    if (tick <= last) throw bad('the second keyholder gave a tick number twice');
    last = tick;
    return { values, attestations: attestationsOf(statement, tree, signature) };
  };
}

async function plainValues(
  line: KeyholderLine,
  kind: 'pseudonyms' | 'bulk',
  epoch: number,
  halves: Uint8Array,
): Promise<Uint8Array> {
  const bytes = kind === 'bulk' ? FINGERPRINT_BYTES : PSEUDONYM_BYTES;
  const count = halves.length / HALF_BYTES;
  const body = await line.call(kind, epoch, halves, 0);
  if (body.length !== slotted(count, bytes)) {
    throw new KeysUnavailable('bad-answer', line.name, 'the second keyholder answered short or long');
  }
  return body.subarray(0, count * bytes);
}
