import QRCode from 'qrcode';
import { settlingPath } from '#components/ui/settling-line.ts';
import { formatDate, formatMinutes } from '#lib/dates.ts';
import { drawRuns, INK, PINE, runsOf, SOFT, sizeThatFits, startPdf } from '#lib/pdf.ts';
import { CERTIFICATE_WORDING, groupCode, type HeldCertificate } from './certificate.ts';

const WIDTH = 841.89;
const HEIGHT = 595.28;
const MARGIN = 56;

/**
 * Draws the certificate as a tagged, titled PDF/UA-style document: a screen reader reads heading, name, course, date,
 * outcomes and code in order; the QR code has a description; the guilloche is an artifact. Text is only ever drawn,
 * never interpreted, so a hostile name is just an odd-looking name.
 */
export async function drawCertificate(certificate: HeldCertificate, verifyUrl: string): Promise<Buffer> {
  const { name, courseTitle, issuedAt, outcomes, studyMinutes, code } = certificate;
  const { document, root, finish } = startPdf({
    size: [WIDTH, HEIGHT],
    title: `Certificate: ${courseTitle}, ${name}`,
    subject: CERTIFICATE_WORDING,
    at: issuedAt,
  });
  const add = (tag: string, draw: () => void, alt?: string) => root.add(document.struct(tag, alt ? { alt } : {}, draw));

  document.markContent('Artifact', { type: 'Layout' });
  drawFrame(document, code);
  document.endMarkedContent();

  const runs = runsOf(document, name);
  const nameSize = sizeThatFits(document, runs, WIDTH - 2 * MARGIN, 44);
  add('P', () => document.font('serif').fontSize(18).fillColor(PINE).text('Composure', MARGIN, MARGIN, { lineBreak: false }));
  add('H1', () => document.font('text').fontSize(13).fillColor(SOFT).text('Certificate of completion', MARGIN, 108, { lineBreak: false }));
  add('P', () => drawRuns(document.fillColor(INK), runs, nameSize, MARGIN, 128 + (44 - nameSize) / 2));
  add('P', () =>
    document
      .font('strong')
      .fontSize(17)
      .fillColor(INK)
      .text(courseTitle, MARGIN, 188, { width: WIDTH - 2 * MARGIN, height: 44, ellipsis: true }),
  );
  add('P', () =>
    document
      .font('text')
      .fontSize(12)
      .fillColor(SOFT)
      .text(`Issued on ${formatDate(issuedAt)} · Study time ${formatMinutes(studyMinutes)}`, MARGIN, 216, { lineBreak: false }),
  );
  add('H2', () => document.font('strong').fontSize(11).fillColor(INK).text('Outcomes met', MARGIN, 330, { lineBreak: false }));
  const list = document.struct('L');
  root.add(list);
  document.font('text').fontSize(10);
  let top = 348;
  for (const outcome of outcomes) {
    const at = top;
    const body = document.struct('LBody', {}, () => document.font('text').fontSize(10).fillColor(INK).text(`•  ${outcome}`, MARGIN, at, { width: 540 }));
    list.add(document.struct('LI', {}, body));
    top += document.heightOfString(`•  ${outcome}`, { width: 540 }) + 4;
  }
  add('P', () =>
    document
      .font('text')
      .fontSize(9)
      .fillColor(SOFT)
      .text(CERTIFICATE_WORDING, MARGIN, HEIGHT - MARGIN - 24, { width: 540 }),
  );
  const qrSize = 116;
  const qrLeft = WIDTH - MARGIN - qrSize;
  add('Figure', () => drawQr(document, verifyUrl, qrLeft, 344, qrSize), `QR code that opens ${verifyUrl}`);
  add('P', () =>
    document
      .font('text')
      .fontSize(8.5)
      .fillColor(SOFT)
      .text('Check it: scan the square, or type this code at', qrLeft - 60, 470, { width: qrSize + 60, align: 'right' })
      .text(`${new URL(verifyUrl).host}/certificates`, { width: qrSize + 60, align: 'right' })
      .font('strong')
      .fillColor(INK)
      .text(groupCode(code).slice(0, 19), { width: qrSize + 60, align: 'right' })
      .text(groupCode(code).slice(20), { width: qrSize + 60, align: 'right' }),
  );
  return finish();
}

function drawFrame(document: PDFKit.PDFDocument, seed: string) {
  document.rect(0, 0, WIDTH, HEIGHT).fill('#fdfaf5');
  document
    .lineWidth(1)
    .strokeColor('#cfc6b8')
    .rect(24, 24, WIDTH - 48, HEIGHT - 48)
    .stroke();
  for (let echo = 5; echo >= 0; echo--) {
    document.save().translate(24, 240 + echo * 4);
    document.lineWidth(echo === 0 ? 1.8 : 0.6).strokeColor(PINE, echo === 0 ? 1 : 0.35);
    document.path(settlingPath({ seed: `${seed}${echo || ''}`, width: WIDTH - 48, settlesAt: 0.7 + echo * 0.04, height: 84 - echo * 12 })).stroke();
    document.restore();
  }
}

function drawQr(document: PDFKit.PDFDocument, text: string, left: number, top: number, size: number) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const cell = size / modules.size;
  document.fillColor(INK);
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) document.rect(left + column * cell, top + row * cell, cell + 0.05, cell + 0.05);
    }
  }
  document.fill();
}
