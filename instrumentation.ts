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

/** Database faults have no Prisma code, or one of these: unreachable, timed out, closed, pool exhausted, statement cancelled. */
const UNAVAILABLE = new Set([undefined, 'P1001', 'P1002', 'P1008', 'P1017', 'P2010', 'P2024', 'P2028', 'P2037']);

/** One line per fault, without the message: it could hold what somebody typed. The front door turns database faults into 503. */
export function onRequestError(error: unknown, request: { path: string; method: string }) {
  const { name, code, digest } = error as { name?: string; code?: string; digest?: string };
  if (name?.startsWith('PrismaClient') && UNAVAILABLE.has(code)) Object.assign(globalThis, { composureDatabaseFailedAt: Date.now() });
  console.error(JSON.stringify({ event: 'request-error', name, code, digest, method: request.method, path: request.path.split('?')[0] }));
}
