import 'server-only';
import { tellWhoAsked } from '../openings/opening.server.ts';
import { remindOfReviews } from './review.server.ts';

/** What nobody asks for and time makes due: every instance may do it, and each mail is sent once. A database that is away means later. */
export async function doChores(): Promise<void> {
  for (const chore of [tellWhoAsked, remindOfReviews]) {
    await chore().catch((error: Error) => console.error(JSON.stringify({ event: 'chore', chore: chore.name, error: error.name })));
  }
}
