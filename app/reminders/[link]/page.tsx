import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { stopRemindersForm } from '#features/enrolments/enrolment.actions.ts';
import { findReminders } from '#features/enrolments/reminders.server.ts';

export const metadata: Metadata = { title: 'Reminders', robots: { index: false } };

/** Where the link under a reminder leads: looking changes nothing, one button switches them off. */
export default async function Page({ params }: { params: Promise<{ link: string }> }) {
  const { link } = await params;
  const reminders = await findReminders(link);
  if (!reminders) notFound();
  if (!reminders.on) return <PageHead title="No more reminders">The course and its date stay, under My learning.</PageHead>;
  return (
    <>
      <PageHead title="Stop reminders for this course?">No mail will say that its date nears or has passed. The course and its date stay.</PageHead>
      <form action={stopRemindersForm}>
        <input type="hidden" name="link" value={link} />
        <Button>Stop them</Button>
      </form>
    </>
  );
}
