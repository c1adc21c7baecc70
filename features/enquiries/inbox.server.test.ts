import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { inert, toCsv } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import { PAGE } from '#lib/listing.ts';
import { freshEmail } from '#prisma/factories.ts';
import { PAYLOADS } from '#test/payloads.ts';
import { anAdmin } from '#test/people.ts';
import { answerUrl, enquiryListing, enquiryNoteSchema } from './enquiry.ts';
import { exportEnquiries, findEnquiry, listEnquiries, moveEnquiry, noteEnquiry } from './inbox.server.ts';

const anEnquiry = (data: { name?: string; email?: string; organisation?: string; message?: string; courses?: string[]; createdAt?: Date } = {}) =>
  db.enquiry.create({
    data: {
      formKey: randomUUID(),
      name: 'Dorothy Vaughan',
      email: freshEmail('lead'),
      organisation: 'Harbour Water',
      teamSize: '10–49',
      courses: ['lower-the-heat'],
      message: 'Our field teams are shouted at on doorsteps.',
      network: '203.0.113.30',
      ...data,
    },
  });
const entries = (actorId: string) => db.auditEntry.findMany({ where: { actorId }, orderBy: { id: 'asc' } });

test('moved once, by whoever was first; each move is written down', async () => {
  const [admin, { id }] = [await anAdmin(), await anEnquiry()];
  const moves = await Promise.all([moveEnquiry(admin, id, 'NEW', 'OPEN'), moveEnquiry(admin, id, 'NEW', 'DONE'), moveEnquiry(admin, id, 'NEW', 'SPAM')]);
  expect(moves.filter(Boolean)).toHaveLength(1);
  expect(await entries(admin.id)).toMatchObject([{ action: 'enquiry.state', subject: id, detail: { from: 'NEW' } }]);
  expect(await moveEnquiry(admin, id, 'NEW', 'DONE')).toBe(false);
  expect(await moveEnquiry(admin, randomUUID(), 'NEW', 'DONE')).toBe(false);
  const { state } = (await findEnquiry(admin, id))!;
  expect(await moveEnquiry(admin, id, state, state)).toBe(false);
  // And back again: nothing is lost by moving.
  expect(await moveEnquiry(admin, id, state, 'NEW')).toBe(true);
  expect((await findEnquiry(admin, id))!.state).toBe('NEW');
  expect(await entries(admin.id)).toHaveLength(2);
});

test('a note sent 20 times is one note and one entry, with who and when', async () => {
  const [admin, { id }] = [await anAdmin(), await anEnquiry()];
  const note = { enquiry: id, key: randomUUID(), text: 'Rang; they want a day in May.' };
  expect((await Promise.all(Array.from({ length: 20 }, () => noteEnquiry(admin, note)))).every(Boolean)).toBe(true);
  expect((await findEnquiry(admin, id))!.notes).toMatchObject([{ by: 'Test Person', text: note.text }]);
  expect(await entries(admin.id)).toMatchObject([{ action: 'enquiry.note', subject: id, detail: {} }]);
  expect(await noteEnquiry(admin, { ...note, enquiry: randomUUID(), key: randomUUID() })).toBe(false);
  await db.user.delete({ where: { id: admin.id } });
  expect((await findEnquiry(admin, id))!.notes).toMatchObject([{ by: 'somebody who is gone' }]);
});

test('what is no enquiry is null; what is no note is refused', async () => {
  const admin = await anAdmin();
  for (const odd of ['', 'nope', randomUUID(), "' OR 1=1 --"]) expect(await findEnquiry(admin, odd)).toBeNull();
  const note = { enquiry: randomUUID(), key: randomUUID() };
  for (const text of ['', '   ', 'a\0b', 'x'.repeat(2_001)]) expect(enquiryNoteSchema.safeParse({ ...note, text }).success).toBe(false);
});

test('the inbox pages once through everything, newest and oldest first, and narrows by state', async () => {
  const admin = await anAdmin();
  const ids = [];
  // Of a day of their own, so that no other test's are among them; some at the very same moment.
  for (let at = 0; at < PAGE + 5; at++) ids.push((await anEnquiry({ createdAt: new Date(Date.UTC(2001, 0, 1, 0, at >> 1)) })).id);
  const first = await listEnquiries(admin, enquiryListing({ sort: 'when' }));
  const second = await listEnquiries(admin, enquiryListing({ sort: 'when', after: `${first.next!.value}~${first.next!.id}` }));
  expect(first.rows).toHaveLength(PAGE);
  expect(new Set([...first.rows, ...second.rows.slice(0, 5)].map(({ id }) => id))).toEqual(new Set(ids));
  const latest = await anEnquiry({ createdAt: new Date(Date.now() + 60_000) });
  expect((await listEnquiries(admin, enquiryListing({}))).rows[0]).toMatchObject({ id: latest.id, courses: ['Lower the Heat'] });
  await moveEnquiry(admin, latest.id, 'NEW', 'SPAM');
  const spam = await listEnquiries(admin, enquiryListing({ state: 'spam' }));
  expect(spam.rows[0]!.id).toBe(latest.id);
  expect(spam.rows.every(({ state }) => state === 'SPAM')).toBe(true);
  expect(spam.waiting.NEW).toBeGreaterThan(PAGE);
  for (const odd of ["'; --", 'NOPE', '__proto__', 'constructor']) expect((await listEnquiries(admin, enquiryListing({ state: odd }))).rows).toHaveLength(PAGE);
});

test('40 payloads in every field come back as they were typed, and run in no spreadsheet', async () => {
  const admin = await anAdmin();
  // PostgreSQL keeps no NUL; the form refuses it.
  for (const payload of PAYLOADS.filter((text) => !text.includes('\0'))) {
    const typed = { name: payload, email: payload, organisation: payload, message: payload, courses: [payload], teamSize: payload, place: payload };
    const { id } = await anEnquiry({ ...typed, createdAt: new Date(Date.now() + 120_000) });
    await noteEnquiry(admin, { enquiry: id, key: randomUUID(), text: payload });
    expect(await findEnquiry(admin, id)).toMatchObject({ ...typed, notes: [{ text: payload }] });
    expect((await listEnquiries(admin, enquiryListing({}))).rows.find((row) => row.id === id)).toMatchObject(typed);
    expect(answerUrl(payload)).toMatch(/^mailto:[^<>"\s&?]*\?subject=[\w%]+$/);
    const { header, rows } = await exportEnquiries(admin, enquiryListing({}));
    const row = rows.findIndex((cells) => cells[2] === payload);
    const cells = parse(toCsv(header, rows), { bom: true })[row + 1] as string[];
    expect(cells.slice(2)).toEqual(Array(7).fill(inert(payload)));
    for (const cell of cells) expect(cell.normalize('NFKC').trim()).not.toMatch(/^[=+\-@|%\t\r\n]/);
    await db.enquiry.delete({ where: { id } });
  }
});

test('a file of the inbox is written down, with how many rows and nobody’s name', async () => {
  const admin = await anAdmin();
  await anEnquiry();
  const { header, rows } = await exportEnquiries(admin, enquiryListing({ state: 'new' }));
  expect(rows[0]).toHaveLength(header.length);
  expect(await entries(admin.id)).toMatchObject([{ action: 'list.export', subject: 'enquiries', detail: { rows: rows.length } }]);
});
