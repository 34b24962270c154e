/** Commands that run until they are stopped. */

/** Resolves on the first SIGINT or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((stopped) => {
    const stop = (): void => {
      process.once('SIGINT', () => process.exit(130));
      stopped();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
