import 'server-only';
import { now } from '#lib/clock.ts';
import { csvResponse, fileResponse } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin, Viewer } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { learningSelect, toLearning } from './learning.server.ts';
import { TRANSCRIPT_HEADER, type Transcript, type TranscriptFormat, transcriptOf, transcriptRows } from './transcript.ts';
import { drawTranscript } from './transcript-pdf.ts';

/** Anybody's transcript, for an admin, who is written down as having taken it; null when there is nobody with this id. */
export async function takeTranscript(admin: Admin, id: string, format: TranscriptFormat): Promise<Transcript | null> {
  const transcript = isUuid(id) ? await findTranscript(id) : null;
  if (transcript) await record(db, admin, 'person.transcript', { personId: id, detail: { format } });
  return transcript;
}

/** The learner's own transcript. */
export async function getOwnTranscript(viewer: Viewer): Promise<Transcript> {
  const transcript = await findTranscript(viewer.id);
  if (!transcript) throw new Error('A viewer has no row');
  return transcript;
}

async function findTranscript(id: string): Promise<Transcript | null> {
  const row = await db.user.findUnique({
    where: { id },
    relationLoadStrategy: 'join',
    select: { name: true, email: true, enrolments: { orderBy: { createdAt: 'asc' }, take: 200, select: learningSelect() } },
  });
  return row && transcriptOf(row, row.enrolments.map(toLearning), now());
}

/** A transcript as a file in the form that was asked for. */
export async function transcriptFile(transcript: Transcript, format: TranscriptFormat): Promise<Response> {
  const name = `composure-transcript-${transcript.takenAt.slice(0, 10)}.${format}`;
  if (format === 'csv') return csvResponse(name, { header: TRANSCRIPT_HEADER, rows: transcriptRows(transcript) });
  if (format === 'json') return fileResponse(name, 'application/json; charset=utf-8', `${JSON.stringify(transcript, null, 2)}\n`);
  return fileResponse(name, 'application/pdf', new Uint8Array(await drawTranscript(transcript)));
}
