import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { toCsv } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import { PAGE } from '#lib/listing.ts';
import { freshEmail } from '#prisma/factories.ts';
import { anAdmin } from '#test/people.ts';
import { exportConsents, listConsents } from './consents.server.ts';
import { subscriberListing, WORDING } from './newsletter.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
const aRow = (data: { email?: string; askedAt?: Date; confirmedAt?: Date; leftAt?: Date; wording?: string; createdAt?: Date } = {}) =>
  db.subscriber.create({ data: { email: freshEmail('reader'), tokenHash: randomUUID(), network: '203.0.113.40', askedAt: at(1), ...data } });

test.each([
  ['asked', {}],
  ['confirmed', { confirmedAt: at(2), wording: WORDING }],
  ['left', { confirmedAt: at(2), wording: WORDING, leftAt: at(3) }],
  ['left', { leftAt: at(3) }],
  // Left, asked again, and has not answered.
  ['asked', { confirmedAt: at(2), wording: WORDING, leftAt: at(3), askedAt: at(4) }],
] as const)('%s: the state that is shown is the state that is looked for', async (state, data) => {
  const admin = await anAdmin();
  const { email } = await aRow(data);
  for (const asked of ['asked', 'confirmed', 'left']) {
    const { rows } = await listConsents(admin, subscriberListing({ q: ` ${email.toUpperCase()}`, state: asked }));
    expect(rows.map((row) => row.state)).toEqual(asked === state ? [state] : []);
  }
});

test('page after page, each once; a state that is none narrows nothing', async () => {
  const admin = await anAdmin();
  const emails = [];
  for (let n = 0; n < PAGE + 3; n++) emails.push((await aRow({ createdAt: new Date(Date.UTC(2001, 0, 1, 0, n >> 1)) })).email);
  const first = await listConsents(admin, subscriberListing({ sort: 'when', state: 'constructor' }));
  const second = await listConsents(admin, subscriberListing({ sort: 'when', after: `${first.next!.value}~${first.next!.id}` }));
  expect(new Set([...first.rows, ...second.rows.slice(0, 3)].map(({ email }) => email))).toEqual(new Set(emails));
});

test('the file is the record of consent: what was agreed to, when, and when it ended; and is written down', async () => {
  const admin = await anAdmin();
  const { email } = await aRow({ confirmedAt: at(2), wording: '=WORDING', leftAt: at(3) });
  const { header, rows } = await exportConsents(admin, subscriberListing({ q: email }));
  expect(rows).toEqual([[email, 'Left', expect.any(Date), at(1), at(2), '=WORDING', at(3)]]);
  expect(toCsv(header, rows)).toContain(`,"2026-01-01T01:00:00.000Z","2026-01-01T02:00:00.000Z","'=WORDING","2026-01-01T03:00:00.000Z"`);
  expect(await db.auditEntry.findMany({ where: { actorId: admin.id } })).toMatchObject([{ action: 'list.export', subject: 'newsletter', detail: { rows: 1 } }]);
});
