/** Runs once in each server process, before the first request: checks the environment and starts delivering mail. */
export async function register() {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { env, isBuilding } = await import('#lib/env.ts');
  if (isBuilding()) return;
  env();
  const { startMailWorker } = await import('#lib/mail-worker.ts');
  // A queue that cannot be reached yet delays mail and nothing else.
  const start = () => startMailWorker().catch(() => setTimeout(start, 5_000));
  void start();
}
