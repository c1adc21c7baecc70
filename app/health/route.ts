import { isReady } from '#lib/health.server.ts';

export const dynamic = 'force-dynamic';

/** For load balancers: 200 when this instance can reach its database, 503 when it cannot. */
export async function GET() {
  const ready = await isReady();
  return Response.json({ ready }, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store', ...(ready ? {} : { 'retry-after': '5' }) } });
}
