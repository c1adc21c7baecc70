import jsQR from 'jsqr';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { linesOf, missingGlyphs, namesIn, open, openTagsOf } from '#test/pdf.ts';
import { CERTIFICATE_WORDING, groupCode, type HeldCertificate } from './certificate.ts';
import { drawCertificate } from './certificate-pdf.ts';

const certificate: HeldCertificate = {
  name: 'Ada Lovelace',
  courseTitle: 'Straight and Kind: Giving Customers Bad News',
  issuedAt: new Date('2026-11-21T09:30:00Z'),
  status: 'valid',
  revokedAt: null,
  letterMarkedBy: null,
  refreshBy: null,
  code: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
  courseSlug: 'straight-and-kind',
  outcomes: ['Explain why people delay bad news.', 'Match the channel to the news.', 'Offer honest options and a next step.'],
  studyMinutes: 90,
};
const VERIFY = `https://learn.example.org/certificates/${certificate.code}`;
const draw = (part: Partial<HeldCertificate> = {}) => drawCertificate({ ...certificate, ...part }, VERIFY);

describe('a certificate as PDF', () => {
  let pdf: Buffer;
  let opened: PDFDocumentProxy;
  beforeAll(async () => {
    pdf = await draw();
    opened = await open(pdf);
  });

  test('is one page of tagged, titled PDF in British English, of modest size', async () => {
    expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(pdf.length).toBeLessThan(200_000);
    expect(opened.numPages).toBe(1);
    for (const name of ['/StructTreeRoot', '/MarkInfo', '/Lang', '/DisplayDocTitle']) expect(namesIn(pdf)).toContain(name);
    expect([...((await opened.getMarkInfo()) as unknown as Map<string, boolean>)]).toContainEqual(['Marked', true]);
    expect((await opened.getMetadata()).info).toMatchObject({
      Language: 'en-GB',
      Title: `Certificate: ${certificate.courseTitle}, Ada Lovelace`,
      Author: 'Composure',
    });
  });

  test('reads in order: what it is, name, course, date, each outcome, what it is not, and its code', async () => {
    const text = (await linesOf(pdf)).map(({ str }) => str).join('\n');
    const [left, right] = [groupCode(certificate.code).slice(0, 19), groupCode(certificate.code).slice(20)];
    const parts = [
      'Certificate of completion',
      'Ada Lovelace',
      certificate.courseTitle,
      '21 November 2026',
      'about 1 hour 30 minutes',
      ...certificate.outcomes,
      CERTIFICATE_WORDING,
      'learn.example.org/certificates',
      left,
      right,
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  test('is built of headings, a list with an item for each outcome, and a figure with words', async () => {
    type Branch = { role?: string; alt?: string; children?: Branch[] };
    const tree = (await (await opened.getPage(1)).getStructTree()) as Branch;
    const flat = (node: Branch): Branch[] => [node, ...(node.children ?? []).flatMap(flat)];
    const roles = flat(tree).flatMap(({ role }) => role ?? []);
    expect(roles).toEqual([
      'Root',
      'Document',
      'P',
      'H1',
      'P',
      'P',
      'P',
      'H2',
      'L',
      ...certificate.outcomes.flatMap(() => ['LI', 'LBody']),
      'P',
      'Figure',
      'P',
    ]);
    expect(flat(tree).find(({ role }) => role === 'Figure')?.alt).toBe(`QR code that opens ${VERIFY}`);
  });

  test('is the same whenever it is drawn, but for its id', async () => {
    const again = await draw();
    expect(namesIn(again)).toEqual(namesIn(pdf));
    expect((await linesOf(again)).map(({ str }) => str)).toEqual((await linesOf(pdf)).map(({ str }) => str));
  });

  test('carries a square that a phone reads as the address to verify it at', async ({ skip }) => {
    const canvas = await import('@napi-rs/canvas').catch(() => null);
    if (!canvas) return skip('this machine has no canvas to draw on');
    const page = await opened.getPage(1);
    const viewport = page.getViewport({ scale: 2 });
    const paper = canvas.createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    const context = paper.getContext('2d');
    await page.render({ canvas: paper as never, canvasContext: context as never, viewport }).promise;
    const { data, width, height } = context.getImageData(0, 0, paper.width, paper.height);
    expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(VERIFY);
  });
});

describe('a name is drawn and never obeyed', () => {
  const hostile = [
    ') /AA <</S/JavaScript/JS(app.alert(1))>>',
    ') >> endobj 1 0 obj << /OpenAction << /S /Launch /F (calc.exe) >> >>',
    '\\) /AA <</S/JavaScript/JS(app.alert(1))>> \\',
    '))))((((',
    'endstream endobj trailer << /Root 1 0 R >> %%EOF',
    'file:///etc/passwd',
    'https://evil.example/URI',
    '<script>alert(1)</script>',
    'Marks & Spencer </rdf:li>',
    '<</S/URI/URI(https://evil.example)>>',
    '%PDF-1.4 # /JS',
    '\u202eevoL adA',
    '⤨尩 /JS (x)',
    'Ada 🎓',
    'محمد علي',
    'Zoë Ångström',
    'x'.repeat(100),
  ];

  let harmless: string[];
  beforeAll(async () => {
    harmless = namesIn(await draw());
  });

  test('an ordinary one brings no actions, links, files or forms', () => {
    for (const name of ['/JS', '/JavaScript', '/AA', '/OpenAction', '/Launch', '/URI', '/GoToR', '/SubmitForm', '/EmbeddedFile', '/AcroForm', '/Annots'])
      expect(harmless).not.toContain(name);
  });

  test.each(hostile)('%s', async (name) => {
    const pdf = await draw({ name });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeLessThan(200_000);
    // Which face drew the name is its own business (/F2, /F8 …).
    const names = (all: string[]) => [...new Set(all.map((name) => name.replace(/^\/F\d+$/, '/F')))];
    expect(names(namesIn(pdf))).toEqual(names(harmless));
    expect(openTagsOf(pdf)).toEqual([]);
    const opened = await open(pdf);
    expect([opened.numPages, await opened.getJSActions(), await opened.getOpenAction(), await opened.getAttachments()]).toEqual([1, null, null, null]);
    expect(((await opened.getMetadata()).info as { Title: string }).Title).toBe(
      `Certificate: ${certificate.courseTitle}, ${name}`.replaceAll('<', '＜').replaceAll('>', '＞').replaceAll('&', '＆'),
    );
  });

  test.each(['W', '—'])('one hundred times %s fits the page', async (letter) => {
    const line = (await linesOf(await draw({ name: letter.repeat(100) }))).find(({ str }) => str.includes(letter.repeat(10)))!;
    expect(line.transform[4] + line.width).toBeLessThanOrEqual(841.89 - 56 + 1);
    expect(line.height).toBeGreaterThanOrEqual(6);
  });
});

describe('every letter of a name has a glyph', () => {
  test.each(['Zoë Ångström', 'José Núñez-Peña', 'Þórdís Æsa Ðörr', 'Renée O’Brien', 'Straße & Söhne'])('%s', async (name) => {
    const pdf = await draw({ name });
    expect(missingGlyphs(pdf)).toBe(0);
    expect((await linesOf(pdf)).map(({ str }) => str)).toContain(name);
  });

  test.each(['Łukasz Wójcik', 'Şeyma Yıldız', 'Nguyễn Thị Đặng', 'Анна Каренина', 'Ελένη Παπαδοπούλου'])('%s', async (name) => {
    expect(missingGlyphs(await draw({ name }))).toBe(0);
  });

  // No face we ship has these; the certificate's page shows them in the reader's own fonts.
  test.fails.each(['李小龙', 'Ada 🎓'])('%s', async (name) => {
    expect(missingGlyphs(await draw({ name }))).toBe(0);
  });
});
