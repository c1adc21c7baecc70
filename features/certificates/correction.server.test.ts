import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { COURSE, makeCertificate, makeEnrolment, makeMarkedFinal } from '#prisma/factories.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { findProgress } from '../progress/progress.server.ts';
import { findCertificate } from './certificate.server.ts';
import { groupCode } from './certificate.ts';
import { certificateListing, exportCertificates, findCertificateToCorrect, listCertificates } from './certificate-list.server.ts';
import { reinstateCertificate, reissueCertificate, revokeCertificate } from './correction.server.ts';

const NOBODYS = '0'.repeat(32);

async function aHeldCertificate(name = 'Grace Hoper') {
  const viewer = await aViewer({ name });
  const enrolment = await makeEnrolment(viewer.id, { lessonsDone: 7 });
  return { viewer, enrolment, certificate: await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 15, 3)).id, name) };
}
const audit = (subject: string) => db.auditEntry.findMany({ where: { subject }, orderBy: { at: 'asc' } });
const mails = (email: string) =>
  db.$queryRaw<{ subject: string; text: string }[]>`
    SELECT data->>'subject' AS subject, data->>'text' AS text FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${email}`;
const list = async (params: Record<string, string>) => (await listCertificates(await anAdmin(), certificateListing(params))).rows;

test('revoking works once, says when, is written down once, and is the only change', async () => {
  const { viewer, certificate } = await aHeldCertificate();
  const admin = await anAdmin();
  const answers = await Promise.all(Array.from({ length: 20 }, () => revokeCertificate(admin, certificate.code, 'Wrong name')));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect((await findCertificate(null, certificate.code))!.shown).toMatchObject({ status: 'revoked', name: 'Grace Hoper' });
  expect(await findCertificateToCorrect(admin, certificate.code)).toMatchObject({ status: 'revoked', revokedReason: 'Wrong name', holder: { id: viewer.id } });
  expect(await audit(certificate.code)).toMatchObject([{ action: 'certificate.revoke', actorId: admin.id, personId: viewer.id }]);
});

test('a revoked certificate is reinstated, once, and one that is not revoked is not', async () => {
  const { viewer, certificate } = await aHeldCertificate();
  const admin = await anAdmin();
  expect(await reinstateCertificate(admin, certificate.code)).toEqual({ ok: false, reason: 'not-revoked' });
  await revokeCertificate(admin, certificate.code, 'By mistake');
  const answers = await Promise.all(Array.from({ length: 10 }, () => reinstateCertificate(admin, certificate.code)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await findCertificate(null, certificate.code))!.shown.status).toBe('valid');
  expect((await audit(certificate.code)).map(({ action, personId }) => [action, personId])).toEqual([
    ['certificate.revoke', viewer.id],
    ['certificate.reinstate', viewer.id],
  ]);
  expect((await findCertificateToCorrect(admin, certificate.code))!.history.map(({ reason }) => reason)).toEqual(['', 'By mistake']);
});

test('it stays revoked while the learner holds another for the course, and nothing is written down', async () => {
  const { enrolment, certificate } = await aHeldCertificate();
  const admin = await anAdmin();
  await revokeCertificate(admin, certificate.code, 'By mistake');
  await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 15)).id, 'Grace');
  expect(await reinstateCertificate(admin, certificate.code)).toEqual({ ok: false, reason: 'another-is-valid' });
  expect((await findCertificate(null, certificate.code))!.shown.status).toBe('revoked');
  expect(await audit(certificate.code)).toHaveLength(1);
});

test('issued again under a corrected name: all else stays, the holder is told, and the old code says nothing but that', async () => {
  const { viewer, enrolment, certificate } = await aHeldCertificate();
  const admin = await anAdmin();
  const reissued = await reissueCertificate(admin, certificate.code, 'Grace Hopper');
  if (!reissued.ok) throw new Error(reissued.reason);
  const { attemptId, outcomes, issuedAt, studyMinutes } = certificate;
  const now = await db.certificate.findUniqueOrThrow({ where: { code: reissued.code } });
  expect(now).toMatchObject({ name: 'Grace Hopper', enrolmentId: enrolment.id, attemptId, outcomes, issuedAt, studyMinutes, revokedAt: null });
  expect(await findCertificate(null, certificate.code)).toEqual({ shown: { status: 'superseded' }, held: null, mineNow: null });
  expect((await findCertificate(await aViewer(), certificate.code))!.mineNow).toBeNull();
  expect(await findCertificate(viewer, certificate.code)).toEqual({ shown: { status: 'superseded' }, held: null, mineNow: reissued.code });
  expect((await findProgress(viewer, COURSE))!.certificate!.code).toBe(reissued.code);
  expect(await mails(viewer.email)).toMatchObject([{ subject: 'Your certificate has been corrected', text: expect.stringContaining(reissued.code) }]);
  const [line] = await audit(certificate.code);
  expect(line).toMatchObject({ action: 'certificate.reissue', personId: viewer.id, detail: { code: reissued.code } });
  expect(JSON.stringify(line)).not.toContain('Grace');
  expect(await findCertificateToCorrect(admin, certificate.code)).toMatchObject({ status: 'superseded', supersededBy: reissued.code });
  expect(await findCertificateToCorrect(admin, reissued.code)).toMatchObject({ status: 'valid', before: certificate.code });
  // The one that replaced it can be revoked and reinstated in its turn; the old one can not.
  expect(await revokeCertificate(admin, certificate.code, 'Too late')).toBe(false);
  expect(await reinstateCertificate(admin, certificate.code)).toEqual({ ok: false, reason: 'not-revoked' });
  expect(await revokeCertificate(admin, reissued.code, 'After all')).toBe(true);
  expect((await findCertificate(viewer, certificate.code))!.mineNow).toBeNull();
  expect(await reinstateCertificate(admin, reissued.code)).toEqual({ ok: true });
});

test('of many who correct it at once one does, and the learner holds one valid certificate', async () => {
  const { viewer, enrolment, certificate } = await aHeldCertificate();
  const admin = await anAdmin();
  const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => reissueCertificate(admin, certificate.code, `Grace ${at}`)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(2);
  expect(await db.certificate.count({ where: { enrolmentId: enrolment.id, supersededAt: null } })).toBe(1);
  expect(await mails(viewer.email)).toHaveLength(1);
});

test('revoked and corrected at the same moment, it is one or the other', async () => {
  for (let round = 0; round < 5; round++) {
    const { enrolment, certificate } = await aHeldCertificate();
    const admin = await anAdmin();
    const [revoked, reissued] = await Promise.all([
      revokeCertificate(admin, certificate.code, 'At once'),
      reissueCertificate(admin, certificate.code, 'Grace Hopper'),
    ]);
    expect(revoked).toBe(!reissued.ok);
    expect(await db.certificate.count({ where: { enrolmentId: enrolment.id, revokedAt: null, supersededAt: null } })).toBe(reissued.ok ? 1 : 0);
    expect(await audit(certificate.code)).toHaveLength(1);
  }
});

test('what cannot be corrected is refused: no such code, the same name, a revoked one, one whose holder is gone', async () => {
  const { certificate } = await aHeldCertificate();
  const admin = await anAdmin();
  expect(await reissueCertificate(admin, NOBODYS, 'Ada')).toEqual({ ok: false, reason: 'not-valid' });
  expect(await reissueCertificate(admin, 'nope', 'Ada')).toEqual({ ok: false, reason: 'not-valid' });
  expect(await findCertificateToCorrect(admin, NOBODYS)).toBeNull();
  expect(await reissueCertificate(admin, certificate.code, 'Grace Hoper')).toEqual({ ok: false, reason: 'same-name' });
  await revokeCertificate(admin, certificate.code, 'Because');
  expect(await reissueCertificate(admin, certificate.code, 'Grace Hopper')).toEqual({ ok: false, reason: 'not-valid' });
  const gone = await aHeldCertificate();
  await db.certificate.update({ where: { id: gone.certificate.id }, data: { enrolmentId: null, attemptId: null } });
  expect(await reissueCertificate(admin, gone.certificate.code, 'Grace Hopper')).toEqual({ ok: false, reason: 'no-holder' });
  expect(await findCertificateToCorrect(admin, gone.certificate.code)).toMatchObject({ holder: null, before: null, status: 'valid' });
  expect(await revokeCertificate(admin, gone.certificate.code, 'Because')).toBe(true);
});

test('the list is searched by words and by code, filtered by course and state, and read page by page', async () => {
  const surname = `Zorblax${process.pid}`;
  const one = await aHeldCertificate(`Anna ${surname}`);
  const two = await aHeldCertificate(`Berta ${surname}`);
  const names = async (params: Record<string, string>) => (await list(params)).map(({ name }) => name);
  expect(await names({ q: surname.toLowerCase().slice(0, 9), sort: 'name' })).toEqual([`Anna ${surname}`, `Berta ${surname}`]);
  expect(await names({ q: surname })).toEqual([`Berta ${surname}`, `Anna ${surname}`]);
  expect(await names({ q: one.certificate.code.toLowerCase().replace(/(.{4})/g, '$1 ') })).toEqual([`Anna ${surname}`]);
  expect(await names({ q: "' OR 1=1--" })).toEqual([]);
  expect(await names({ q: '!!!' })).toEqual([]);
  await revokeCertificate(await anAdmin(), one.certificate.code, 'Because');
  expect(await names({ q: surname, state: 'revoked' })).toEqual([`Anna ${surname}`]);
  expect(await names({ q: surname, state: 'valid', course: COURSE })).toEqual([`Berta ${surname}`]);
  expect(await names({ q: surname, state: 'superseded' })).toEqual([]);
  expect(await names({ q: surname, course: 'lower-the-heat' })).toEqual([]);
  expect(await names({ q: surname, course: 'nope' })).toEqual([]);
  expect(await names({ q: surname, sort: 'name', after: `Anna ${surname}~${one.certificate.id}` })).toEqual([`Berta ${surname}`]);
  expect(await names({ q: surname, after: `${two.certificate.issuedAt.toISOString()}~${two.certificate.id}` })).toEqual([`Anna ${surname}`]);
});

test('a copy of the list is written down, without what was searched for', async () => {
  const { certificate } = await aHeldCertificate('Quentin Xylander');
  const admin = await anAdmin();
  const { header, rows } = await exportCertificates(admin, certificateListing({ q: 'Quentin Xylander', course: COURSE }));
  expect(rows.map((row) => row[header.indexOf('Code')])).toEqual([groupCode(certificate.code)]);
  const [line] = await db.auditEntry.findMany({ where: { actorId: admin.id } });
  expect(line).toMatchObject({ action: 'list.export', subject: 'certificates', detail: { course: COURSE, searched: true, rows: 1 } });
  expect(JSON.stringify(line)).not.toContain('Quentin');
});

test('whose account is closed is not written to', async () => {
  const { viewer, certificate } = await aHeldCertificate();
  await db.user.update({ where: { id: viewer.id }, data: { deactivatedAt: new Date() } });
  expect(await reissueCertificate(await anAdmin(), certificate.code, 'Grace Hopper')).toMatchObject({ ok: true });
  expect(await mails(viewer.email)).toEqual([]);
});
