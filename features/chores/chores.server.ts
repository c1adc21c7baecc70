import 'server-only';
import { db } from '#lib/db.ts';
import { remindOfDelayedChecks } from '../certificates/delayed-mail.server.ts';
import { remindOfRefreshes } from '../certificates/refresh.server.ts';
import { remindOfDueDates } from '../enrolments/reminders.server.ts';
import { forgetOldImports } from '../imports/import.server.ts';
import { forgetStrangerMail } from '../mail/stranger-mail.server.ts';
import { tellOfArticles } from '../newsletter/newsletter.server.ts';
import { tellWhoAsked } from '../openings/opening.server.ts';
import { remindOfReviews } from '../reviews/review.server.ts';

const forgetOldLimits = () => forgetStrangerMail(db);

export const CHORES: (() => Promise<unknown>)[] = [
  tellWhoAsked,
  remindOfReviews,
  remindOfDueDates,
  remindOfDelayedChecks,
  remindOfRefreshes,
  tellOfArticles,
  forgetOldLimits,
  forgetOldImports,
];

/** What nobody asks for and time makes due: every instance may do it, and each mail is sent once. A database that is away means later. */
export async function doChores(chores = CHORES): Promise<void> {
  for (const chore of chores) await chore().catch((error: Error) => console.error(JSON.stringify({ event: 'chore', chore: chore.name, error: error.name })));
}
