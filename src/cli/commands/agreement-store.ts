/** countersign agreement activate, list: agreements in a data folder. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { custodianOf } from '../../gateway/directory.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { readInstruments } from '../../gateway/instruments.ts';
import { type ActivationPapers, activate, signedLife } from '../../gateway/lifecycle.ts';
import { openDemoKey } from '../../keys/demo.ts';
import { signDetached } from '../../keys/jws.ts';
import { seenAt } from '../../terms/lifecycle.ts';
import { agreementStatement, stepStatement } from '../../terms/statement.ts';
import type { Terms } from '../../terms/terms.ts';
import { type DataOption, dataLeaf, run } from '../command.ts';
import { demoOfficer, isDemo } from '../demo-parties.ts';
import { BadInput } from '../failure.ts';
import { type Done, done, table } from '../output.ts';
import { agreementFile } from '../packs.ts';
import { inGateway, say } from '../world.ts';

interface ActivateOptions extends DataOption {
  demoSignatures?: true;
  signatures?: string;
  approvals?: string;
  submittedBy?: string;
}

export function addStoredAgreements(agreement: Command): void {
  const bring = dataLeaf(
    agreement,
    'activate <file>',
    'bring an agreement into force: signatures of both parties, approvals of two officers',
  )
    .option('--signatures <file>', 'detached JWS of both parties over the agreement statement')
    .option('--approvals <file>', 'detached JWS of two officers of the custodian over the activation')
    .option('--submitted-by <id>', 'the officer or counsel of the custodian who submitted it')
    .option('--demo-signatures', 'sign with the demo keys of this folder (only where it was made by init --demo)');
  run<ActivateOptions>(bring, ([file = ''], options) =>
    inGateway(options.data, (gateway) => activateFile(gateway, file, options)),
  );
  const list = dataLeaf(agreement, 'list', 'agreements and their states');
  run<DataOption>(list, (_, options) => inGateway(options.data, listAgreements));
}

async function activateFile(gateway: Gateway, file: string, options: ActivateOptions): Promise<Done> {
  const { agreement, pack, read } = await agreementFile(file);
  if (!read.ok) {
    const [first] = read.problems;
    throw new BadInput(
      `${file}:${first?.line ?? 0} ${first?.path ?? ''} ${first?.message ?? ''} (countersign agreement check ${file} lists all)`,
    );
  }
  const papers = await papersOf(gateway, read.terms, options);
  const active = await activate(gateway, read.terms, { agreement, pack }, papers);
  if (!active.ok) throw new BadInput(`${read.terms.agreement.id} stays out of force: ${active.why}`);
  const { id, version } = read.terms.agreement;
  const json = { id, version, state: active.life.state, sha256: read.terms.sha256, expires: active.life.expires };
  return done(json, `${id}, version ${version}, is ${active.life.state} until ${active.life.expires}.`);
}

async function papersOf(gateway: Gateway, terms: Terms, options: ActivateOptions): Promise<ActivationPapers> {
  if (options.demoSignatures === true) return await demoPapers(gateway, terms);
  const { signatures, approvals, submittedBy } = options;
  if (signatures === undefined || approvals === undefined || submittedBy === undefined)
    throw new BadInput(
      'an agreement comes into force with --signatures, --approvals and --submitted-by; a demo folder takes --demo-signatures',
    );
  return {
    submitted_by: submittedBy,
    signatures: await readFile(signatures, 'utf8'),
    approvals: await readFile(approvals, 'utf8'),
  };
}

/** The demo signs as everybody would: the same bytes, the same checks. Throws BadInput where the folder is none of the demo. */
async function demoPapers(gateway: Gateway, terms: Terms): Promise<ActivationPapers> {
  const { dataDir } = gateway;
  const custodian = await custodianOf(gateway);
  if (!isDemo(dataDir) || custodian === null)
    throw new BadInput('demo signatures are for folders made with countersign init --demo');
  const [counsel] = custodian.counsel;
  const officers = custodian.officers.slice(0, 2).map((each) => demoOfficer(dataDir, custodian, each.id));
  const submitted_by = counsel?.id ?? '';
  const life = signedLife(terms, custodian, submitted_by, gateway.clock().toISOString());
  if (!life.ok) throw new BadInput(life.why);
  const parties = [demoOfficer(dataDir, custodian, submitted_by), openDemoKey(dataDir, terms.agreement.requester)];
  return {
    submitted_by,
    signatures: signDetached(agreementStatement(terms), parties),
    approvals: signDetached(stepStatement(life.life, 'activate', ''), officers),
  };
}

/** Puts an agreement of the demo in force, signed with the demo's keys, unless it is there already; gives its id. */
export async function activateExample(gateway: Gateway, path: string): Promise<string> {
  const { agreement, pack, read } = await agreementFile(path);
  if (!read.ok) throw new BadInput(`${path} cannot be read: countersign agreement check ${path} says why`);
  const { id } = read.terms.agreement;
  if ((await readInstruments(gateway.store.pool)).agreements.has(id)) return id;
  const active = await activate(gateway, read.terms, { agreement, pack }, await demoPapers(gateway, read.terms));
  if (!active.ok) throw new BadInput(`${id} stays out of force: ${active.why}`);
  say(`${id} is in force until ${active.life.expires}`);
  return id;
}

async function listAgreements(gateway: Gateway): Promise<Done> {
  const { agreements } = await readInstruments(gateway.store.pool);
  const now = gateway.clock().toISOString();
  const rows = [...agreements.values()].map(({ terms, life }) => ({
    id: terms.agreement.id,
    version: life.version,
    state: seenAt(life, now).state,
  }));
  const text =
    rows.length === 0
      ? 'There is no agreement yet.'
      : table(
          ['agreement', 'version', 'state'],
          rows.map((row) => [row.id, row.version, row.state]),
        );
  return done({ agreements: rows }, text);
}
