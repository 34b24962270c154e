/** countersign agreement suspend, resume, terminate. */
import type { Command } from 'commander';
import {
  type SignedStep,
  type Stepped,
  stepToSign,
  suspendAgreement,
  takeSignedStep,
} from '../../gateway/agreement-steps.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { type ApprovalOptions, approvalsOver, DEMO_OFFICERS, withApprovals } from '../approvals.ts';
import { type DataOption, dataLeaf, run } from '../command.ts';
import { BadInput } from '../failure.ts';
import { type Done, done } from '../output.ts';
import { inGateway } from '../world.ts';

interface SuspendOptions extends DataOption {
  by: string;
  reason: string;
}

interface SignedOptions extends ApprovalOptions {
  reason: string;
}

const SAYS: Readonly<Record<SignedStep, { says: string; whose: string; demo: readonly string[] }>> = {
  resume: {
    says: 'let a suspended agreement answer again, with the signatures of two officers',
    whose: 'two officers of the custodian',
    demo: DEMO_OFFICERS,
  },
  terminate: {
    says: 'end an agreement for good, with the signature of counsel',
    whose: 'counsel of the custodian',
    demo: ['counsel-01'],
  },
};

export function addAgreementSteps(agreement: Command): void {
  const suspend = dataLeaf(
    agreement,
    'suspend <id>',
    'stop an agreement at once: the next tick of a file half answered is refused',
  )
    .requiredOption('--by <id>', 'the officer or counsel of the custodian who suspends')
    .requiredOption('--reason <text>', 'why, quoting the order where there is one');
  run<SuspendOptions>(suspend, ([id = ''], { data, by, reason }) =>
    inGateway(data, async (gateway) => said(id, await suspendAgreement(gateway, id, by, reason))),
  );
  for (const kind of ['resume', 'terminate'] as const) {
    const { says, whose } = SAYS[kind];
    const command = withApprovals(dataLeaf(agreement, `${kind} <id>`, says), whose).option(
      '--reason <text>',
      'why',
      '',
    );
    run<SignedOptions>(command, ([id = ''], options) =>
      inGateway(options.data, (gateway) => signedStep(gateway, id, kind, options)),
    );
  }
}

async function signedStep(gateway: Gateway, id: string, kind: SignedStep, options: SignedOptions): Promise<Done> {
  const statement = await stepToSign(gateway, id, kind, options.reason);
  if (statement === null) throw new BadInput(`there is no agreement ${id} here; see countersign agreement list`);
  const jws = await approvalsOver(gateway, statement, options, SAYS[kind].demo);
  return said(id, await takeSignedStep(gateway, id, kind, options.reason, jws));
}

function said(id: string, stepped: Stepped): Done {
  if (!stepped.ok) throw new BadInput(`${id} stays as it is: ${stepped.why}`);
  const { version, state, expires } = stepped.life;
  return done({ id, version, state, expires }, `${id}, version ${version}, is ${state}.`);
}
