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
  const { doChores } = await import('#features/chores/chores.server.ts');
  setInterval(() => doChores(), 600_000).unref();
  setTimeout(() => doChores(), 5_000).unref();
}

/** Database faults have no Prisma code, or one of these: unreachable, timed out, closed, pool exhausted, statement cancelled. */
const UNAVAILABLE = new Set([undefined, 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);

type Fault = { name?: string; code?: string; digest?: string; message?: string };
type Asked = { path: string; method: string; headers: Record<string, string | string[] | undefined> };

/** What a fault means for the one who asked, where Next would say 500: 503 for a database that is away, 400 for an argument no form of ours sends. */
function verdict({ name, code, message }: Fault, { method, headers }: Asked): number | null {
  // P2010 is any fault of raw SQL; only a cancelled statement (57014) says that the database is too slow just now.
  if (name?.startsWith('PrismaClient') && (UNAVAILABLE.has(code) || (code === 'P2010' && message?.includes('57014')))) return 503;
  if (method === 'POST' && headers['next-action'] && (name === 'SyntaxError' || message === 'Connection closed.')) return 400;
  return null;
}

/** One line per fault, without its message, which could hold what somebody typed, and with the route instead of the path, which can hold a sign-in link; the front door reads the verdict. */
export function onRequestError(error: unknown, request: Asked, context: { routePath?: string }) {
  const { name, code, digest } = error as Fault;
  const status = verdict(error as Fault, request);
  const verdicts = ((globalThis as { composureVerdicts?: Map<string, number> }).composureVerdicts ??= new Map());
  const id = String(request.headers['x-request-id']);
  // Only for a request the front door still waits on; it registers each, and forgets it when it is answered.
  if (status && verdicts.has(id)) verdicts.set(id, status);
  console.error(JSON.stringify({ event: 'request-error', name, code, digest, method: request.method, route: context.routePath }));
}
