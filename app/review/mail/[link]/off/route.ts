import { readOffLink, setReviewMail } from '#features/reviews/review.server.ts';

/** One click in a mail reader (RFC 8058): a POST without cookies, with the link as its only secret. */
export async function POST(_: Request, { params }: { params: Promise<{ link: string }> }) {
  const userId = readOffLink((await params).link);
  if (!userId) return new Response(null, { status: 404 });
  await setReviewMail(userId, false);
  return new Response(null, { status: 204 });
}
