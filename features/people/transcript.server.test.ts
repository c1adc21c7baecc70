import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal, theCourse } from '#prisma/factories.ts';
import { open } from '#test/pdf.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { findPerson } from './person.server.ts';
import { getOwnTranscript, takeTranscript, transcriptFile } from './transcript.server.ts';
import { TRANSCRIPT_FORMATS, TRANSCRIPT_HEADER, transcriptSchema } from './transcript.ts';
import { drawTranscript } from './transcript-pdf.ts';

const course = theCourse();
const CANARY = 'canary-4711-written-for-nobody';

async function aGraduate(name = 'Łukasz Wójcik') {
  const viewer = await aViewer({ name });
  const enrolment = await makeEnrolment(viewer.id, { lessonsDone: course.lessons.length });
  const attempt = await makeMarkedFinal(enrolment.id, 18);
  const certificate = await makeCertificate(enrolment.id, attempt.id, viewer.name);
  await db.note.updateMany({ where: { enrolmentId: enrolment.id }, data: { text: CANARY } });
  await db.exerciseAnswer.create({ data: { enrolmentId: enrolment.id, lessonSlug: course.lessons[0]!.slug, exerciseId: 'x', value: { text: CANARY } } });
  await db.letter.create({ data: { enrolmentId: enrolment.id, text: CANARY, mentorEmail: `${CANARY}@example.org` } });
  return { viewer, enrolment, certificate };
}

const textOf = async (pdf: Buffer) => {
  const opened = await open(pdf);
  const pages = await Promise.all(Array.from({ length: opened.numPages }, async (_, at) => (await (await opened.getPage(at + 1)).getTextContent()).items));
  return { opened, text: pages.map((items) => items.flatMap((item) => ('str' in item ? [item.str] : [])).join(' ')).join('\n') };
};

test('JSON fits its schema, CSV parses, PDF is titled: all three tell lessons, checks, conversations and certificates', async () => {
  const { viewer, certificate } = await aGraduate();
  const other = await aViewer();
  const transcript = await getOwnTranscript(viewer);
  const json = await (await transcriptFile(transcript, 'json')).text();
  const read = transcriptSchema.parse(JSON.parse(json));
  expect(read.courses[0]).toMatchObject({ course: course.slug, title: course.title, certificates: [{ code: certificate.code, state: 'valid' }] });
  expect(read.courses[0]!.lessons).toHaveLength(course.lessons.length);
  expect(read.courses[0]!.checks).toMatchObject([{ kind: 'final', score: 15, passed: true }]);
  expect(read.courses[0]!.conversations).toHaveLength(course.scenarios.length);
  const csv = await (await transcriptFile(transcript, 'csv')).text();
  const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true });
  expect(Object.keys(rows[0]!)).toEqual(TRANSCRIPT_HEADER);
  expect(rows.filter((row) => row['What'] === 'lesson')).toHaveLength(course.lessons.length);
  expect(rows.find((row) => row['What'] === 'certificate')?.['Code']).toBe(certificate.code);
  const pdf = await drawTranscript(transcript);
  const { text, opened } = await textOf(pdf);
  expect(text).toContain(course.title);
  expect(text).toContain('Page 1 of');
  expect((await opened.getMetadata()).info).toMatchObject({ Title: 'Transcript: Łukasz Wójcik', Language: 'en-GB' });
  expect([...((await opened.getMarkInfo()) as unknown as Map<string, boolean>)]).toContainEqual(['Marked', true]);
  for (const told of [json, csv, text]) {
    expect(told).not.toContain(CANARY);
    expect(told).not.toContain(other.email);
    expect(told.match(/[\w.-]+@[\w.-]+/g)?.every((address) => address === viewer.email)).toBe(true);
  }
});

test('a long one runs over pages, each numbered, and no line falls off', async () => {
  const { viewer } = await aGraduate('Ada Lovelace');
  const transcript = await getOwnTranscript(viewer);
  const long = { ...transcript, courses: Array.from({ length: 9 }, (_, at) => ({ ...transcript.courses[0]!, title: `Course number ${at}` })) };
  const { opened, text } = await textOf(await drawTranscript(long));
  expect(opened.numPages).toBeGreaterThan(2);
  for (let at = 0; at < 9; at++) expect(text).toContain(`Course number ${at}`);
  expect(text).toContain(`Page ${opened.numPages} of ${opened.numPages}`);
  for (let page = 1; page <= opened.numPages; page++)
    for (const item of (await (await opened.getPage(page)).getTextContent()).items)
      if ('str' in item && item.str) expect(item.transform[5]).toBeGreaterThan(30);
});

test('a hostile name is only an odd-looking name, and nobody’s transcript is empty', async () => {
  const viewer = await aViewer({ name: '</rdf:li> ) >> endobj =HYPERLINK' });
  const transcript = await getOwnTranscript(viewer);
  const { text } = await textOf(await drawTranscript(transcript));
  expect(text).toContain('On no course yet.');
  expect(transcriptSchema.parse(transcript).courses).toEqual([]);
});

test('an admin who takes one is written down; there is none of a stranger’s id', async () => {
  const [admin, viewer] = [await anAdmin(), await aViewer()];
  for (const format of TRANSCRIPT_FORMATS) expect((await takeTranscript(admin, viewer.id, format))?.email).toBe(viewer.email);
  for (const id of ['nobody', crypto.randomUUID()]) expect(await takeTranscript(admin, id, 'csv')).toBeNull();
  const written = await db.auditEntry.findMany({ where: { actorId: admin.id }, orderBy: { at: 'asc' } });
  expect(written.map(({ action, personId, detail }) => [action, personId, detail])).toEqual(
    TRANSCRIPT_FORMATS.map((format) => ['person.transcript', viewer.id, { format }]),
  );
});

test('a person’s page tells what they did and nothing they wrote', async () => {
  const { viewer, certificate } = await aGraduate();
  const admin = await anAdmin();
  const person = (await findPerson(admin, viewer.id))!;
  expect(person.courses[0]!.lessons).toHaveLength(course.lessons.length);
  expect(person.courses[0]).toMatchObject({ certificates: [{ code: certificate.code }], letters: [{ state: 'draft', passed: null }] });
  expect(JSON.stringify(person)).not.toContain(CANARY);
  for (const id of ['nobody', crypto.randomUUID()]) expect(await findPerson(admin, id)).toBeNull();
});
