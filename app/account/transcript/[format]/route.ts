import { notFound } from 'next/navigation';
import { requireViewer } from '#features/accounts/session.server.ts';
import { getOwnTranscript, transcriptFile } from '#features/people/transcript.server.ts';
import { readFormat } from '#features/people/transcript.ts';

/** One's own transcript as a file. */
export async function GET(_: Request, { params }: { params: Promise<{ format: string }> }) {
  const viewer = await requireViewer('/account');
  const format = readFormat((await params).format);
  if (!format) notFound();
  return transcriptFile(await getOwnTranscript(viewer), format);
}
