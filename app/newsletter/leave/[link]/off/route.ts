import { leave, readLeaveLink } from '#features/newsletter/newsletter.server.ts';

/** One click in a mail reader (RFC 8058): a POST without cookies, with the link as its only secret. */
export async function POST(_: Request, { params }: { params: Promise<{ link: string }> }) {
  const id = readLeaveLink((await params).link);
  if (!id) return new Response(null, { status: 404 });
  await leave(id);
  return new Response(null, { status: 204 });
}
