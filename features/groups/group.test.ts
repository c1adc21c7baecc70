import { expect, test } from 'vitest';
import { addPeopleSchema, planInWords, readAddresses } from './group.ts';

test('pasted addresses are read however they are parted, each once; what is none is named', () => {
  for (const [text, addresses, wrong] of [
    ['ada@example.org', ['ada@example.org'], []],
    ['Ada@Example.org\r\n ada@example.org;\tgrace@example.org,', ['ada@example.org', 'grace@example.org'], []],
    ['"Lovelace, Ada" <ada@example.org>; Grace Hopper <grace@example.org>', ['ada@example.org', 'grace@example.org'], ['"Lovelace']],
    ['Ada Lovelace <ada@example.org>\nGrace Hopper <grace@example.org>', ['ada@example.org', 'grace@example.org'], []],
    ['ada@example.org graceexample.org', ['ada@example.org'], ['graceexample.org']],
    ['', [], []],
  ] as const)
    expect(readAddresses(text), text).toEqual({ addresses, wrong });
});

test('one wrong address refuses them all, and so do none and too many', () => {
  const group = '01890000-0000-7000-8000-000000000000';
  const refusal = (people: string) => addPeopleSchema.safeParse({ group, people }).error?.issues[0]?.message;
  expect(refusal('ada@example.org nobody')).toBe('Not an e-mail address: nobody. Nothing was done.');
  expect(refusal(' \n')).toBe('Paste at least one e-mail address.');
  expect(refusal(Array.from({ length: 201 }, (_, at) => `p${at}@example.org`).join('\n'))).toMatch(/^Paste at most 200/);
  expect(refusal('ada@example.org')).toBeUndefined();
});

test('a plan is one sentence, or two', () => {
  expect(planInWords({ toAdd: 1, already: 0 })).toBe('1 person will be added.');
  expect(planInWords({ toAdd: 3, already: 2 })).toBe('3 people will be added. 2 people are in the group already.');
  expect(planInWords({ toAdd: 0, already: 1 })).toBe('Nobody will be added. 1 person is in the group already.');
});
