import type { Finding } from '#lib/finding.ts';
import type { Course } from '../courses/course.ts';
import type { Bank } from './bank.ts';
import { isScored, type Question } from './question.ts';

/* The quiz rules of the content brief (3.2, Q1–Q16), each by its id. */
type Add = (rule: string, level: Finding['level'], message: string) => void;
export type Sheet = { file: string; items: Question[]; drawn: number };

const words = (text: string) => text.match(/[\p{L}\p{N}’']+/gu) ?? [];
const APPLY_UP = ['Apply', 'Analyse', 'Evaluate', 'Create'];
const SINGLE = (item: Question) => item.interaction === 'choice' && !item.choose;

/** Every quiz rule on a course's bank. */
export function checkBank(course: Course, bank: Bank, files: { final: string; checks: Record<string, string> }, exercises: Sheet[] = []): Finding[] {
  const findings: Finding[] = [];
  const sheets: Sheet[] = [
    { file: files.final, items: bank.finalItems, drawn: bank.final.draw },
    ...Object.entries(bank.checks).map(([lesson, check]) => ({ file: files.checks[lesson]!, items: check.items, drawn: check.draw })),
    ...exercises,
  ];
  for (const sheet of sheets) {
    const add: Add = (rule, level, message) => findings.push({ rule, level, file: sheet.file, message });
    for (const item of sheet.items) checkItem(course, item, (rule, level, message) => add(rule, level, `${item.id}: ${message}`));
    checkSheet(sheet, add);
  }
  checkWhole(course, bank, (rule, level, message) => findings.push({ rule, level, file: files.final, message }));
  return findings;
}

function checkItem(course: Course, item: Question, add: Add) {
  const { options, stem, interaction } = item;
  if (!course.outcomes.some(({ id }) => id === item.outcome)) add('Q1', 'error', `${item.outcome} is not an outcome of the course`);
  const lesson = course.lessons[item.lesson - 1];
  if (!lesson) add('Q1', 'error', `there is no lesson ${item.lesson}`);
  else if (item.look && !lesson.headings.some(({ text }) => text === item.look)) add('Q1', 'warn', `lesson ${item.lesson} has no heading “${item.look}”`);
  if (interaction === 'choice') {
    const wanted = item.choose ? [4, 5] : [3];
    if (!wanted.includes(options.length)) add('Q2', 'error', `has ${options.length} options; ${wanted.join(' or ')} are wanted`);
  }
  // Q3 (the keys) is the schema's: a question that breaks it is not read at all.
  for (const option of options.filter(({ context }) => !context)) {
    if (words(option.why ?? '').length < 8) add('Q4', 'error', `option ${option.id}: its reason has ${words(option.why ?? '').length} words; eight are wanted`);
    if (/\b(all|none) of (the above|these)\b|\bboth [a-c] and [a-c]\b/i.test(option.text)) add('Q5', 'error', `option ${option.id} is “${option.text}”`);
    if (!option.key && !option.match && !['order', 'rewrite'].includes(interaction) && !option.tempt)
      add('Q16', 'warn', `option ${option.id} does not name the misconception it catches (tempt)`);
  }
  if (words(stem).length > 60) add('Q6', 'warn', `a stem of ${words(stem).length} words; 60 is the aim`);
  if (
    /\b(not|except|least)\b/i.test(
      stem
        .replace(/\b(and|or) not\b/g, '')
        .replace(/\*\*[^*]+\*\*/g, '')
        .replace(/“[^”]*”/g, ''),
    ) &&
    /\bwhich\b[^.?,]*\b(?<!and )(not|except|least)\b[^.?]*\?/i.test(stem.replace(/“[^”]*”/g, ''))
  )
    add('Q7', 'warn', 'a negative stem whose word is not emphasised');
  if (interaction === 'choice') {
    const lengths = options.map(({ text }) => text.length);
    if (Math.max(...lengths) > 1.5 * Math.min(...lengths))
      add('Q8', 'warn', `longest option ${Math.max(...lengths)} characters, shortest ${Math.min(...lengths)}; 1.5 times is the limit`);
    const absolute = (text: string) => /\b(always|never|only)\b/i.test(text.replace(/“[^”]*”/g, ''));
    if (options.some((option) => !option.key && absolute(option.text)) && !options.some((option) => option.key && absolute(option.text)))
      add('Q10', 'warn', 'an absolute (always, never, only) only in wrong options');
    const rare = (text: string) => new Set(words(text.toLowerCase()).filter((word) => word.length > 6));
    const stemWords = rare(stem);
    const wrong = options.filter(({ key }) => !key).map(({ text }) => rare(text));
    for (const key of options.filter((option) => option.key)) {
      for (const word of rare(key.text))
        if (stemWords.has(word) && !wrong.some((others) => others.has(word))) add('Q11', 'warn', `“${word}” of the stem comes back only in the key`);
    }
  }
  if (item.shuffle === false && !item.shuffleNote) add('Q14', 'error', 'keeps its order and does not say why (shuffleNote)');
}

function checkSheet({ items, drawn }: Sheet, add: Add) {
  const singles = items.filter(SINGLE);
  if (singles.length >= 12) {
    for (const place of [0, 1, 2]) {
      const share = singles.filter((item) => item.options[place]?.key).length / singles.length;
      if (share < 0.25 || share > 0.42) add('Q9', 'error', `place ${place + 1} is the key in ${(share * 100).toFixed(0)} % of items; 25–42 % is the range`);
    }
    for (const [word, pick] of [
      ['longest', Math.max],
      ['shortest', Math.min],
    ] as const) {
      const share =
        singles.filter(({ options }) => options.find(({ key }) => key)!.text.length === pick(...options.map(({ text }) => text.length))).length /
        singles.length;
      if (share > 0.45) add('Q9', 'error', `the key is the ${word} option in ${(share * 100).toFixed(0)} % of items; 45 % is the limit`);
    }
  }
  const negative = items.filter(({ stem }) => /\*\*(not|except|least)\*\*/i.test(stem)).length;
  if (negative / items.length > 0.05) add('Q7', 'warn', `${negative} of ${items.length} stems are negative; 5 % is the aim`);
  const stems = items.map(({ stem }) => stem.toLowerCase().replace(/\W+/g, ' '));
  stems.forEach((stem, at) => {
    if (stems.indexOf(stem) !== at) add('Q13', 'warn', `${items[at]!.id} repeats another stem`);
  });
  const scored = items.filter(isScored).length;
  if (scored < drawn) add('Q15', 'error', `draws ${drawn} of ${scored} items`);
}

function checkWhole(course: Course, bank: Bank, add: Add) {
  const all = [...bank.finalItems, ...Object.values(bank.checks).flatMap(({ items }) => items)];
  const share = all.filter(({ level }) => APPLY_UP.includes(level)).length / all.length;
  if (share < 0.6) add('Q12', 'error', `${(share * 100).toFixed(0)} % of items are at Apply or above; 60 % is the limit`);
  if (bank.finalItems.length < 2 * bank.final.draw)
    add('Q15', 'error', `${bank.finalItems.length} items in the final bank; twice the ${bank.final.draw} drawn are wanted`);
  for (const { id } of course.outcomes) {
    const count = bank.finalItems.filter(({ outcome }) => outcome === id).length;
    if (count < 4) add('Q15', 'error', `${id} has ${count} items in the final bank; four are wanted`);
    if (!course.lessons.some(({ outcomes }) => outcomes.includes(id))) add('L6', 'error', `${id} is taught in no lesson`);
  }
  if (bank.final.draw < 2 * course.outcomes.length) add('Q15', 'error', `draws ${bank.final.draw}: too few for two questions per outcome`);
}
