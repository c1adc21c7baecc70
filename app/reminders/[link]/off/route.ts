import { readRemindersLink, stopReminders } from '#features/enrolments/reminders.server.ts';

/** One click in a mail reader (RFC 8058): a POST without cookies, with the link as its only secret. */
export async function POST(_: Request, { params }: { params: Promise<{ link: string }> }) {
  const enrolmentId = readRemindersLink((await params).link);
  if (!enrolmentId) return new Response(null, { status: 404 });
  await stopReminders(enrolmentId);
  return new Response(null, { status: 204 });
}
