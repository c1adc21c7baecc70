import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { db } from '#lib/db.ts';
import { parseForm } from '#lib/form.ts';
import { freshEmail, makePerson } from '#prisma/factories.ts';
import { PAYLOADS } from '#test/payloads.ts';
import { enquire, paceOf, stampNow } from './enquiry.server.ts';
import { coursesIn, enquirySchema } from './enquiry.ts';

const filled = (fields: Record<string, string> = {}) => ({
  formKey: randomUUID(),
  opened: '',
  name: 'Dorothy Vaughan',
  email: freshEmail('lead'),
  organisation: 'Harbour Water',
  teamSize: '10–49' as const,
  place: '',
  message: 'Our field teams are shouted at on doorsteps.',
  website: '',
  ...fields,
});
const mails = (email: string) =>
  db.$queryRaw<
    { subject: string; text: string }[]
  >`SELECT data->>'subject' AS subject, data->>'text' AS text FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${email} ORDER BY created_on`;

test('kept with two mails: one to us, one to them', async () => {
  const admin = await makePerson({ role: 'ADMIN' });
  const form = filled();
  expect(await enquire(form, ['lower-the-heat', 'no-such-course'], '203.0.113.20')).toBe(true);
  expect(await db.enquiry.findFirstOrThrow({ where: { email: form.email } })).toMatchObject({ state: 'NEW', courses: ['lower-the-heat'] });
  expect((await mails(form.email)).map(({ subject }) => subject)).toEqual(['We have your enquiry']);
  expect((await mails(admin.email)).at(-1)).toMatchObject({ subject: 'Enquiry: Harbour Water' });
  await db.user.update({ where: { id: admin.id }, data: { role: 'LEARNER' } });
});

test('sent 40 times at once it is one enquiry and one copy', async () => {
  const form = filled();
  const answers = await Promise.all(Array.from({ length: 40 }, () => enquire(form, [], '203.0.113.21')));
  expect(answers.every(Boolean)).toBe(true);
  expect(await db.enquiry.count({ where: { email: form.email } })).toBe(1);
  expect(await mails(form.email)).toHaveLength(1);
  // With a sentence more, it is another: nothing that was typed is thrown away.
  await enquire({ ...form, message: `${form.message} And by May.` }, [], '203.0.113.21');
  expect(await db.enquiry.count({ where: { email: form.email } })).toBe(2);
});

test('the mail to whoever asked carries nothing that was typed', async () => {
  const form = filled({ name: 'Your account is locked', organisation: 'https://evil.example', message: 'Sign in at https://evil.example today.' });
  await enquire(form, [], '203.0.113.24');
  expect((await mails(form.email))[0]!.text).not.toMatch(/evil|locked/);
});

test('200 enquiries in a victim’s name send them three mails; one network is heard 30 times a day', async () => {
  const email = freshEmail('victim');
  for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 20 }, (_, at) => enquire(filled({ email }), [], `198.51.${round}.${at}`)));
  for (let at = 0; at < 4; at++) await enquire(filled({ email }), [], `198.52.0.${at}`);
  expect(await mails(email)).toHaveLength(3);
  const answers = [];
  for (let at = 0; at < 35; at++) answers.push(await enquire(filled(), [], '203.0.113.22'));
  expect(answers.filter(Boolean)).toHaveLength(30);
});

describe('what is typed', () => {
  test.each([
    ['a header in the name', { name: 'Eve\r\nBcc: all@example.org' }, 'Eve Bcc: all@example.org'],
    ['a direction override', { name: 'Eve\u202eevE' }, 'EveevE'],
  ])('%s is one plain line', (_, fields, name) => {
    const form = new FormData();
    for (const [key, value] of Object.entries(filled(fields))) form.set(key, value);
    const parsed = parseForm(enquirySchema, form);
    expect(parsed.ok && parsed.data.name).toBe(name);
  });

  test.each([
    ['no name', { name: ' ' }, 'name'],
    ['two addresses', { email: 'a@example.org,b@example.org' }, 'email'],
    ['a header in the address', { email: 'a@example.org\r\nBcc: b@example.org' }, 'email'],
    ['a size we do not have', { teamSize: '1000' }, 'teamSize'],
    ['no message', { message: 'Hi' }, 'message'],
    ['a message of 10,000 characters', { message: 'x'.repeat(10_000) }, 'message'],
    ['a NUL', { organisation: 'a\0b' }, 'organisation'],
    ['a forged key', { formKey: 'x' }, 'formKey'],
  ])('%s is refused beside its field, and kept', (_, fields, field) => {
    const form = new FormData();
    for (const [key, value] of Object.entries(filled(fields as never))) form.set(key, value);
    const parsed = parseForm(enquirySchema, form);
    expect(!parsed.ok && Object.keys(parsed.state.errors!)).toEqual([field]);
    expect(!parsed.ok && parsed.state.values!['name']).toBe(form.get('name'));
  });

  test('40 payloads in every field are kept as text, and end in no header', async () => {
    const admin = await makePerson({ role: 'ADMIN' });
    let kept = 0;
    for (const [at, payload] of PAYLOADS.entries()) {
      const form = new FormData();
      for (const [key, value] of Object.entries(filled({ name: payload, organisation: payload, message: `${payload} and more` }))) form.set(key, value);
      const parsed = parseForm(enquirySchema, form);
      if (!parsed.ok) continue;
      kept += 1;
      await enquire(parsed.data, [payload], `198.18.0.${at}`);
      const row = await db.enquiry.findFirstOrThrow({ where: { email: parsed.data.email } });
      expect(row.message).toBe(`${payload} and more`.trim());
      expect(row.courses).toEqual([]);
    }
    expect(kept).toBe(PAYLOADS.filter((payload) => !payload.includes('\0')).length);
    const sent = await mails(admin.email);
    expect(sent).toHaveLength(kept);
    for (const { subject } of sent) expect(subject).not.toMatch(/[\r\n]/);
    await db.user.update({ where: { id: admin.id }, data: { role: 'LEARNER' } });
  });

  test('courses are read from their boxes, and nothing else is', () => {
    const boxes: [string, string][] = [
      ['course.lower-the-heat', 'on'],
      ['course.../etc', 'on'],
      ['courses', 'x'],
      ['course.', 'on'],
    ];
    expect(coursesIn(boxes)).toEqual(['lower-the-heat']);
  });
});

test('a form filled in faster than anybody reads, or a day late, or with a forged time, is asked once more', () => {
  const stamp = stampNow();
  expect(paceOf(stamp)).toBe('hurried');
  vi.useFakeTimers({ now: Date.now() + 4_000 });
  expect(paceOf(stamp)).toBe('unhurried');
  for (const forged of ['', 'x', `${Date.now() - 60_000}.abc`, `${Date.now() - 60_000}.${stamp.split('.')[1]}`]) expect(paceOf(forged)).toBe('stale');
  vi.setSystemTime(Date.now() + 25 * 3_600_000);
  expect(paceOf(stamp)).toBe('stale');
  vi.useRealTimers();
});
