/** Signatures that a command needs: from a file, or in a demo folder by the demo's own people. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { custodianOf } from '../gateway/directory.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { signDetached } from '../keys/jws.ts';
import type { DataOption } from './command.ts';
import { demoOfficer, isDemo } from './demo-parties.ts';
import { BadInput } from './failure.ts';

export interface ApprovalOptions extends DataOption {
  approvals?: string;
  demoSignatures?: true;
}

/** The two who sign in a demo. */
export const DEMO_OFFICERS: readonly string[] = ['disclosure-01', 'disclosure-02'];

export function withApprovals(command: Command, whose: string): Command {
  return command
    .option('--approvals <file>', `detached JWS of ${whose}; without it the command prints what to sign`)
    .option('--demo-signatures', 'sign with the demo keys of this folder (only where it was made by init --demo)');
}

/** The detached JWS over `statement`. Throws BadInput with the statement where neither way was chosen. */
export async function approvalsOver(
  gateway: Gateway,
  statement: Uint8Array,
  options: ApprovalOptions,
  signers: readonly string[],
): Promise<string> {
  if (options.approvals !== undefined) return await readFile(options.approvals, 'utf8');
  if (options.demoSignatures === true) return await demoSigned(gateway, statement, signers);
  const text = new TextDecoder().decode(statement);
  throw new BadInput(
    `sign exactly these lines as a detached JWS and give it with --approvals FILE (a demo folder takes --demo-signatures):\n${text}`,
  );
}

/** Signed by these people of the demo's custodian. Throws BadInput where the folder is none of the demo. */
export async function demoSigned(gateway: Gateway, statement: Uint8Array, signers: readonly string[]): Promise<string> {
  const custodian = await custodianOf(gateway);
  if (!isDemo(gateway.dataDir) || custodian === null)
    throw new BadInput('demo signatures are for folders made with countersign init --demo');
  return signDetached(
    statement,
    signers.map((id) => demoOfficer(gateway.dataDir, custodian, id)),
  );
}
