import { expect, test } from 'vitest';
import { makeCertificate, makeEnrolment, makeMarkedFinal } from '#prisma/factories.ts';
import { aViewer } from '#test/people.ts';
import { findCertificate } from './certificate.server.ts';

async function aHeldCertificate() {
  const viewer = await aViewer({ name: 'Grace Hopper' });
  const enrolment = await makeEnrolment(viewer.id, { lessonsDone: 7 });
  return { viewer, certificate: await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 15)).id, 'Grace Hopper') };
}

test('a stranger learns name, course, date and status, and the holder the rest', async () => {
  const { viewer, certificate } = await aHeldCertificate();
  const seen = await findCertificate(null, certificate.code);
  expect(seen!.held).toBeNull();
  expect(Object.keys(seen!.shown).sort()).toEqual(['courseTitle', 'issuedAt', 'letterMarkedBy', 'name', 'refreshBy', 'revokedAt', 'status']);
  expect((await findCertificate(await aViewer(), certificate.code))!.held).toBeNull();
  expect((await findCertificate(viewer, certificate.code))!.held).toMatchObject({ code: certificate.code });
});

test('10,000 random and neighbouring codes find nothing', async () => {
  const { certificate } = await aHeldCertificate();
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const neighbours = [...certificate.code].flatMap((own, at) =>
    [...letters].filter((letter) => letter !== own).map((letter) => certificate.code.slice(0, at) + letter + certificate.code.slice(at + 1)),
  );
  const random = Array.from({ length: 10_000 - neighbours.length }, () => Array.from({ length: 32 }, () => letters[Math.floor(Math.random() * 32)]).join(''));
  const all = [...neighbours, ...random];
  let hits = 0;
  for (let at = 0; at < all.length; at += 100)
    hits += (await Promise.all(all.slice(at, at + 100).map((code) => findCertificate(null, code)))).filter(Boolean).length;
  expect(hits).toBe(0);
}, 60_000);
