import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeSchema, emailSchema, maskEmail, nameSchema, safePath } from './account.ts';

describe('an e-mail address', () => {
  test.each([
    ['ada@example.org', 'ada@example.org'],
    ['  Ada@Example.ORG \r\n', 'ada@example.org'],
    ['v＠x.org', 'v@x.org'],
    ['ａｄａ@example.org', 'ada@example.org'],
    ['\u212Aate@example.org', 'kate@example.org'],
    ['o.brien+news@mail.example.co.uk', 'o.brien+news@mail.example.co.uk'],
  ])('%j is read as %s', (typed, address) => {
    expect(emailSchema.parse(typed)).toBe(address);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['an empty text', ''],
    ['spaces', '   '],
    ['an array', ['a@x.org']],
    ['an object', { toString: () => 'a@x.org' }],
    ['no @', 'ada.example.org'],
    ['two @', 'a@x.org@evil.com'],
    ['two @, one full-width', 'a＠evil.com@x.org'],
    ['a list by comma', 'a@x.org,b@y.org'],
    ['a list by full-width comma', 'a@x.org，b@y.org'],
    ['a list by semicolon', 'a@x.org;b@y.org'],
    ['a list by space', 'a@x.org b@y.org'],
    ['a quoted local part', '"e@evil.com"@v.com'],
    ['a display name', 'Ada <ada@example.org>'],
    ['a comment', 'ada(evil)@example.org'],
    ['a header after CRLF', 'a@x.org\r\nBcc: b@y.org'],
    ['a bare newline inside', 'a@x.\norg'],
    ['a zero byte', 'a\0@x.org'],
    ['a backslash', 'a\\@x.org'],
    ['an address literal', 'a@[127.0.0.1]'],
    ['a host without a dot', 'a@localhost'],
    ['a dot at the end of the host', 'a@x.org.'],
    ['two dots', 'a..b@x.org'],
    ['a mailto', 'mailto:a@x.org'],
    ['a zero-width space', 'a\u200b@x.org'],
    ['a direction override', '\u202ea@x.org'],
    ['a Cyrillic look-alike', 'аda@example.org'],
    ['more than 254 characters', `${'a'.repeat(243)}@example.org`],
    ['more than 254 characters once folded', `${'ﬃ'.repeat(200)}@example.org`],
  ])('is not %s', (_, typed) => {
    expect(emailSchema.safeParse(typed).success).toBe(false);
  });

  test('once read is read the same again, and never holds white space, quotes or a second @', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })).map((parts) => `${parts.join('@')}.org`),
        ),
        (typed) => {
          const read = emailSchema.safeParse(typed);
          if (!read.success) return;
          expect(read.data).toMatch(/^[^\s"'<>,;@]+@[^\s"'<>,;@]+$/);
          expect(emailSchema.parse(read.data)).toBe(read.data);
        },
      ),
    );
  });
});

describe('a name', () => {
  test.each([
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['Ada\r\nLovelace', 'Ada Lovelace'],
    ['Zoe\u0308 A\u030angstro\u0308m', 'Zoë Ångström'],
    ['Ada\u202eecalevoL', 'AdaecalevoL'],
    ['\u2066Ada\u2069\u061c', 'Ada'],
    ['A\u200bd\ufeffa', 'Ad a'],
    ['A\u00adda', 'Ada'],
    ['A\0d\u0007a\u009f', 'Ada'],
    ['Ada \u200b Lovelace', 'Ada Lovelace'],
    ['Ada\ud800', 'Ada'],
    ['e\u200b\u0301', 'é'],
    ['محمد', 'محمد'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['李小龙', '李小龙'],
    ["O'Brien-Łukasz, Jr.", "O'Brien-Łukasz, Jr."],
    ['<script>', '<script>'],
    ['x'.repeat(100), 'x'.repeat(100)],
    [` ${'x'.repeat(100)}\u200b`, 'x'.repeat(100)],
  ])('%j is kept as %j', (typed, name) => {
    expect(nameSchema.parse(typed)).toBe(name);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['an array', ['Ada']],
    ['spaces', ' \u00a0\u3000 '],
    ['only invisible characters', '\u200b\u202e\ufeff'],
    ['only joiners', '\u200d\u200c'],
    ['only fillers that print nothing', '\u3164\u115f\u2800'],
    ['only a combining mark', '\u0301'],
    ['101 characters', 'x'.repeat(101)],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ])('is not %s', (_, typed) => {
    expect(nameSchema.safeParse(typed).success).toBe(false);
  });

  test('once read is one composed line without control characters or overrides, and is read the same again', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(fc.constantFrom('\u200b', '\u202e', '\u0301', ' ', '\n', 'e', '\ud800'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
        }),
        (typed) => {
          const read = nameSchema.safeParse(typed);
          if (!read.success) return;
          expect(read.data).not.toMatch(/[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|^ | $| {2}/u);
          expect(read.data).toBe(read.data.normalize('NFC'));
          expect(nameSchema.parse(read.data)).toBe(read.data);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test.each<[unknown, string | null]>([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['123-456', '123456'],
  ['000000', '000000'],
  ['12345', null],
  ['1234567', null],
  ['12345a', null],
  ['１２３４５６', null],
  ['١٢٣٤٥٦', null],
  ['1e5000', null],
  ['', null],
  [123456, null],
  [['123456'], null],
  [undefined, null],
])('the code %j is read as %j', (typed, code) => {
  expect(codeSchema.safeParse(typed).data ?? null).toBe(code);
});

describe('where to go after signing in', () => {
  test.each(['/', '/dashboard', '/courses/straight-and-kind/lessons/steps#close', '/certificates?code=0123&x=%C3%A9', '/a//b', '/%0d%0aX:%20y'])(
    '%s, on this site, is kept',
    (path) => {
      expect(safePath(path)).toBe(path);
    },
  );

  const away =
    'https://evil.example HTTPS:/evil.example //evil.example ///evil.example /\\evil.example \\\\evil.example /a\\..\\b javascript:alert(1) data:text/html,x dashboard ?x @evil.example /日本 /é';
  const odd = ['', ' //evil.example', '/\t/evil.example', '/\n/evil.example', '/\r\nLocation: //evil.example', '/a\0', '/\u2028', `/${'a'.repeat(500)}`];
  test.each([...away.split(' '), ...odd])('%j is dropped for My learning', (path) => {
    expect(safePath(path)).toBe('/dashboard');
  });

  test('what is not text is dropped too', () => {
    for (const path of [undefined, null, ['/x'], { toString: () => '/x' }, 1]) expect(safePath(path)).toBe('/dashboard');
  });

  test('whatever is asked for, the browser stays on this site', () => {
    const part = fc.constantFrom('/', '\\', '//', 'evil.example', 'https:', ':', '@', '.', '..', '%2f', '\t', '\n', '?', '#', ' ', 'é');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part).map((parts) => parts.join('')),
          fc.array(part).map((parts) => `/${parts.join('')}`),
          fc.string(),
        ),
        (asked) => {
          const path = safePath(asked);
          expect(path.startsWith('/')).toBe(true);
          expect(new URL(path, 'https://site.example/sign-in?x').origin).toBe('https://site.example');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  ['ada@example.org', 'a•••@example.org'],
  ['a@x.org', 'a•••@x.org'],
  ['averylongname@x.org', 'a•••@x.org'],
])('%s is shown as %s', (address, masked) => {
  expect(maskEmail(address)).toBe(masked);
});
