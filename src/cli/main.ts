/** The program: builds the tree of commands and runs the one asked for. */
import { report } from './command.ts';
import { program } from './program.ts';

// A reader that goes away (`| head`) ends the command quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

try {
  const root = await program(process.argv[2] ?? '');
  await root.parseAsync(process.argv);
} catch (thrown) {
  report(thrown, process.argv.includes('--trace') ? { trace: true } : {});
}
