/** How every command is declared and run: its options, one object or text on standard output, its exit code. */
import { Command } from 'commander';
import { EXIT, failure } from './failure.ts';
import type { Done } from './output.ts';

/** The options that every command has. */
export interface EveryOption {
  json?: true;
  trace?: true;
}

/** The options of commands that work on a data folder. */
export interface DataOption extends EveryOption {
  data: string;
}

export const DEFAULT_DATA = './countersign-data';

/** A command with --json and --trace under `parent`, e.g. `leaf(log, 'verify <folder>', 'check an exported log')`. */
export function leaf(parent: Command, usage: string, description: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--json', 'print one JSON object on standard output')
    .option('--trace', 'on a defect, print where it happened (may show what was being worked on)');
}

/** A command that works on a data folder. */
export function dataLeaf(parent: Command, usage: string, description: string): Command {
  return leaf(parent, usage, description).option('--data <dir>', 'the data folder', DEFAULT_DATA);
}

/** A noun that only holds commands. */
export function noun(program: Command, name: string, description: string): Command {
  return program.command(name).description(description);
}

/** Prints what a command has to say, and sets the exit code without cutting off what is still being written. */
async function conclude(work: () => Promise<Done>, options: EveryOption): Promise<void> {
  try {
    const { json, text, code } = await work();
    process.stdout.write(options.json === true ? `${JSON.stringify(json)}\n` : `${text}\n`);
    process.exitCode = code;
  } catch (thrown) {
    report(thrown, options);
  }
}

/** Says on standard error what went wrong; with --json as an object on standard output too. */
export function report(thrown: unknown, options: EveryOption): void {
  const { code, message } = failure(thrown);
  if (message !== '') process.stderr.write(`countersign: ${message}\n`);
  if (options.trace === true && thrown instanceof Error) process.stderr.write(`${thrown.stack ?? thrown.message}\n`);
  if (options.json === true && message !== '')
    process.stdout.write(`${JSON.stringify({ error: message, exit: code })}\n`);
  process.exitCode = code === EXIT.done ? 0 : code;
}

/** Gives a command its work: a function of its arguments and options. */
export function run<O extends EveryOption>(
  command: Command,
  work: (args: string[], options: O) => Promise<Done>,
): void {
  command.action(async () => {
    const options = command.opts<O>();
    await conclude(() => work(command.processedArgs as string[], options), options);
  });
}

export function newProgram(): Command {
  return new Command('countersign').showHelpAfterError('(add --help for what it takes)').exitOverride();
}
