import { drawRuns, INK, PINE, runsOf, SOFT, sizeThatFits, startPdf } from '#lib/pdf.ts';
import { groupCode } from '../certificates/certificate.ts';
import { VERDICT_WORDS } from '../scenarios/scenario.ts';
import { LETTER_WORDS } from './learning.ts';
import { day, standingOf, type Transcript } from './transcript.ts';

const [WIDTH, HEIGHT] = [595.28, 841.89];
const MARGIN = 56;
const INNER = WIDTH - 2 * MARGIN;
/** Where the last line of a page may end; the number stands below. */
const BOTTOM = HEIGHT - 72;
const WHEN = 130;

type Face = 'text' | 'strong' | 'serif';
type Line = { tag: 'P' | 'H2' | 'H3' | 'LI'; face: Face; size: number; colour: string; text: string; beside?: string; before: number };

/**
 * Draws a transcript as a tagged, titled document on A4: who, each course as a heading, and under it what was done, as lists.
 * Text is only ever drawn, never interpreted. A line is never cut by the end of a page.
 */
export async function drawTranscript(transcript: Transcript): Promise<Buffer> {
  const { document, root, finish } = startPdf({
    size: [WIDTH, HEIGHT],
    title: `Transcript: ${transcript.name || transcript.email}`,
    at: new Date(transcript.takenAt),
    bufferPages: true,
  });
  const start = drawHead(document, root, transcript);
  drawLines(document, root, linesOf(transcript), start);
  return finish(() => numberPages(document));
}

function drawHead(document: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, { name, email, takenAt }: Transcript): number {
  const add = (tag: string, draw: () => void) => root.add(document.struct(tag, {}, draw));
  const who = name || email;
  const runs = runsOf(document, who);
  const size = sizeThatFits(document, runs, INNER, 30);
  add('P', () => document.font('serif').fontSize(14).fillColor(PINE).text('Composure', MARGIN, MARGIN, { lineBreak: false }));
  add('H1', () => document.font('text').fontSize(12).fillColor(SOFT).text('Transcript of learning', MARGIN, 84, { lineBreak: false }));
  add('P', () => drawRuns(document.fillColor(INK), runs, size, MARGIN, 102));
  add('P', () =>
    document
      .font('text')
      .fontSize(10)
      .fillColor(SOFT)
      .text(`${email} · as it stood on ${day(takenAt)}`, MARGIN, 148, { width: INNER, height: 14, ellipsis: true }),
  );
  return 170;
}

/** Everything that is told of each course, a line at a time. */
function linesOf({ courses }: Transcript): Line[] {
  if (courses.length === 0) return [line('On no course yet.')];
  return courses.flatMap((course) => [
    { tag: 'H2', face: 'strong', size: 14, colour: INK, text: course.title, before: 22 },
    line(`Enrolled on ${day(course.enrolledAt)} · ${course.lessons.length} of ${course.lessonsInCourse} lessons finished · ${inWords(course)}`),
    ...part(
      'Certificates',
      course.certificates.map(({ code, issuedAt, state }) => [issuedAt, `${groupCode(code)} (${state})`]),
    ),
    ...part(
      'Checks',
      course.checks.map(({ name, takenAt, score, of, passed }) => [takenAt, `${name}: ${score} of ${of}, ${passed ? 'passed' : 'not passed'}`]),
    ),
    ...part(
      'Response letter',
      course.letters.map(({ state, passed }) => [null, passed === null ? LETTER_WORDS[state] : passed ? 'marked, passed' : 'marked, not passed yet']),
    ),
    ...part(
      'Conversations',
      course.conversations.map(({ title, endedAt, verdict }) => [endedAt, `${title}: ${VERDICT_WORDS[verdict].toLowerCase()}`]),
    ),
    ...part(
      'Lessons',
      course.lessons.map(({ number, title, finishedAt }) => [finishedAt, number ? `${number}. ${title}` : title]),
    ),
  ]);
}

const inWords = (course: Transcript['courses'][number]): string => {
  const on = course.withdrawnAt ?? course.finishedAt;
  return on ? `${standingOf(course)} on ${day(on)}` : standingOf(course);
};

const line = (text: string): Line => ({ tag: 'P', face: 'text', size: 10, colour: SOFT, text, before: 4 });

const part = (title: string, rows: [when: string | null, text: string][]): Line[] =>
  rows.length === 0
    ? []
    : [
        { tag: 'H3', face: 'strong', size: 10, colour: INK, text: title, before: 10 },
        ...rows.map(([when, text]): Line => ({ tag: 'LI', face: 'text', size: 10, colour: INK, text, beside: when ? day(when) : '–', before: 3 })),
      ];

function drawLines(document: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, lines: Line[], start: number) {
  let top = start;
  let list: PDFKit.PDFStructureElement | null = null;
  lines.forEach(({ tag, face, size, colour, text, beside, before }, at) => {
    const inset = beside === undefined ? 0 : WHEN;
    const height = document
      .font(face)
      .fontSize(size)
      .heightOfString(text, { width: INNER - inset });
    // A heading keeps what it heads.
    const kept = tag === 'H2' ? 64 : tag === 'H3' ? 34 : 0;
    const breaks = top + before + height + kept > BOTTOM;
    if (breaks) document.addPage();
    const from = breaks ? MARGIN : top + before;
    const draw = () => {
      if (beside !== undefined) document.font('text').fontSize(size).fillColor(SOFT).text(beside, MARGIN, from, { lineBreak: false });
      document
        .font(face)
        .fontSize(size)
        .fillColor(colour)
        .text(text, MARGIN + inset, from, { width: INNER - inset });
    };
    if (tag === 'LI') {
      if (lines[at - 1]?.tag !== 'LI') root.add((list = document.struct('L')));
      list!.add(document.struct('LI', {}, document.struct('LBody', {}, draw)));
    } else root.add(document.struct(tag, {}, draw));
    top = from + height;
  });
}

function numberPages(document: PDFKit.PDFDocument) {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    document.markContent('Artifact', { type: 'Pagination' });
    document
      .font('text')
      .fontSize(9)
      .fillColor(SOFT)
      .text(`Page ${page + 1} of ${count}`, MARGIN, HEIGHT - 48, { width: INNER, align: 'right', lineBreak: false });
    document.endMarkedContent();
  }
}
