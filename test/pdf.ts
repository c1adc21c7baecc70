import { inflateSync } from 'node:zlib';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect } from 'vitest';

/* What tests ask of a PDF: its page as a reader shows it, and its bytes as an attacker would have them read. */
export const open = (pdf: Buffer): Promise<PDFDocumentProxy> =>
  getDocument({ data: new Uint8Array(pdf), verbosity: 0, disableFontFace: true, useSystemFonts: false }).promise;

/** The runs of text of its first page, in reading order. */
export const linesOf = async (pdf: Buffer) =>
  (await (await (await open(pdf)).getPage(1)).getTextContent()).items.flatMap((item) => ('str' in item && item.str ? [item] : []));

/** A PDF's bytes without its streams, each as long as it says it is. */
function withoutStreams(pdf: Buffer): string {
  const bytes = pdf.toString('latin1');
  const stream = /\/Length (\d+)[^>]*>>\s*stream\r?\n/g;
  let rest = '';
  let from = 0;
  for (let found = stream.exec(bytes); found; found = stream.exec(bytes)) {
    rest += bytes.slice(from, stream.lastIndex);
    from = stream.lastIndex += Number(found[1]);
  }
  return rest + bytes.slice(from);
}

/** The names of a PDF's objects: what is left without streams and without strings, where a name is only ever text. */
export function namesIn(pdf: Buffer): string[] {
  const bytes = withoutStreams(pdf);
  let depth = 0;
  let rest = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (depth > 0 && byte === '\\') at++;
    else if (byte === '(') depth++;
    else if (depth > 0 && byte === ')') depth--;
    else if (depth === 0) rest += byte;
  }
  expect(depth).toBe(0);
  return [...new Set((rest.match(/\/[^\s/<>[\]()]+/g) ?? []).map((name) => name.replace(/^\/[A-Z]{6}\+/, '/subset+')))].sort();
}

/** The tags of its XML metadata, each closed by its own; a stray < or & is one that is not. */
export function openTagsOf(pdf: Buffer): string[] {
  const xml = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(pdf.toString('utf8'))![0];
  const left: string[] = [];
  for (const [mark, close, name] of xml.matchAll(/&(?!\w+;)|<(\/?)([\w:]*)(?:[^<>"]|"[^"]*")*>?/g)) if (!close || left.pop() !== name) left.push(name ?? mark);
  return left;
}

/** How many glyphs of the page are glyph 0, the box that stands for a letter its font does not have. */
export function missingGlyphs(pdf: Buffer): number {
  const streams = [...pdf.toString('latin1').matchAll(/\/Filter \/FlateDecode[^>]*>>\s*stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, data]) =>
    inflateSync(Buffer.from(data!, 'latin1')).toString('latin1'),
  );
  const page = streams.filter((stream) => stream.includes(' TJ'));
  expect(page.length).toBe(1);
  return [...page[0]!.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []).filter((glyph) => glyph === '0000').length;
}
