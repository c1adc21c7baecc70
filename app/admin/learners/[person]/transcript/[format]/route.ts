import { notFound } from 'next/navigation';
import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { personUrl } from '#features/people/person.ts';
import { takeTranscript, transcriptFile } from '#features/people/transcript.server.ts';
import { readFormat } from '#features/people/transcript.ts';

/** Somebody's transcript as a file, for an admin. */
export async function GET(_: Request, { params }: { params: Promise<{ person: string; format: string }> }) {
  const { person, format: asked } = await params;
  const admin = await requireFreshAdmin(personUrl(person));
  const format = readFormat(asked);
  const transcript = format && (await takeTranscript(admin, person, format));
  if (!transcript) notFound();
  return transcriptFile(transcript, format);
}
