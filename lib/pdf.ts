import PDFDocument from 'pdfkit';
import { fontFile, SERIFS } from './font-files.ts';

export const PINE = '#175a5c';
export const INK = '#241d17';
export const SOFT = '#5c534b';

/** What pdfkit copies into its XML metadata as it stands; what XML would read as markup goes in full width. */
const inXml = (text: string) => text.replace(/[<>&]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));

type Options = { size: [width: number, height: number]; title: string; subject?: string; at: Date; bufferPages?: boolean };

/**
 * A tagged, titled document in our faces, and the root of its structure; sizes in points. `finish` ends it and gives its
 * bytes, after what is left to draw once the structure is complete.
 */
export function startPdf({ size, title, subject, at, bufferPages = false }: Options) {
  const document = new PDFDocument({
    size,
    margin: 0,
    pdfVersion: '1.7',
    lang: 'en-GB',
    tagged: true,
    displayTitle: true,
    bufferPages,
    info: { Title: inXml(title), Author: 'Composure', ...(subject ? { Subject: subject } : {}), CreationDate: at, ModDate: at },
  } as PDFKit.PDFDocumentOptions);
  const done = collect(document);
  for (const face of [...SERIFS, 'text', 'strong'] as const) document.registerFont(face, fontFile(face));
  const root = document.struct('Document');
  document.addStructure(root);
  const finish = (atLast: () => void = () => undefined): Promise<Buffer> => {
    root.end();
    atLast();
    document.end();
    return done;
  };
  return { document, root, finish };
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

type Run = { face: string; text: string };
type Covered = { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } };

/** Cuts a name into stretches that one of our faces can draw: Latin, then its extensions, Vietnamese, Cyrillic and Greek. */
export function runsOf(document: PDFKit.PDFDocument, name: string): Run[] {
  const covers = (face: string, letter: string) => (document.font(face) as unknown as Covered)._font.font.hasGlyphForCodePoint(letter.codePointAt(0)!);
  const runs: Run[] = [];
  for (const letter of name) {
    const last = runs.at(-1);
    // A space or an accent on its own stays with the letters before it where that face has it.
    const face = last && /[\s\p{M}]/u.test(letter) && covers(last.face, letter) ? last.face : (SERIFS.find((each) => covers(each, letter)) ?? 'serif');
    if (last?.face === face) last.text += letter;
    else runs.push({ face, text: letter });
  }
  return runs;
}

const widthOf = (document: PDFKit.PDFDocument, runs: Run[], size: number) =>
  runs.reduce((sum, { face, text }) => sum + document.font(face).fontSize(size).widthOfString(text), 0);

/** The largest size, up to `most`, at which the name fits on its line. */
export function sizeThatFits(document: PDFKit.PDFDocument, runs: Run[], width: number, most: number): number {
  let size = most;
  while (size > 6 && widthOf(document, runs, size) > width) size -= 1;
  return size;
}

export function drawRuns(document: PDFKit.PDFDocument, runs: Run[], size: number, left: number, top: number) {
  let at = left;
  for (const run of runs) {
    document.font(run.face).fontSize(size).text(run.text, at, top, { lineBreak: false });
    at += widthOf(document, [run], size);
  }
}
