import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from './secrets.ts';

test('what was sealed for a purpose is read for that purpose alone', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      if (text === '') return;
      expect(unseal('a', seal('a', text))).toBe(text);
      expect(unseal('b', seal('a', text))).toBeNull();
    }),
  );
});

test('a changed character, a missing part and nothing at all are forged', () => {
  const sealed = seal('a', 'x.y');
  for (let at = 0; at < sealed.length; at++) expect(unseal('a', sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1))).toBeNull();
  for (const odd of ['', '.', 'x', 'x.', '.x', sealed.slice(0, -1), `${sealed}A`]) expect(unseal('a', odd)).toBeNull();
});
