import { type Question, questionSchema } from '#features/quizzes/question.ts';

/** Stands in every field that would give an answer away; nothing a learner sees before marking may hold it. */
export const CANARY = 'canary';

const why = `${CANARY} why, in a few more words so that it reads as a reason`;
const tempt = `${CANARY} tempt`;
const base = { id: 'q1', outcome: 'C03-O1', lesson: 1, look: `${CANARY} look`, level: 'Apply', stem: 'What would you say first?' };
const targets = [
  { id: 't-early', text: 'Early' },
  { id: 't-late', text: 'Late' },
  { id: 't-never', text: 'Never' },
];

/** The wrong and right parts of a question as an author writes them, before the schema reads them. */
export const asWritten = {
  choice: {
    ...base,
    interaction: 'choice',
    options: [
      { id: 'ivy', text: 'One', key: true, why },
      { id: 'fox', text: 'Two', tempt, why },
      { id: 'oak', text: 'Three', tempt, why },
    ],
  },
  order: { ...base, interaction: 'order', options: ['kite', 'moss', 'bell', 'fern'].map((id) => ({ id, text: `Say ${id}`, why })) },
  match: {
    ...base,
    interaction: 'match',
    targets,
    options: [
      { id: 'ivy', text: 'One', match: 't-late', why },
      { id: 'fox', text: 'Two', match: 't-early', why },
      { id: 'oak', text: 'Three', match: 't-never', why },
    ],
  },
  'gap-match': {
    ...base,
    interaction: 'gap-match',
    targets: targets.slice(0, 2),
    options: [
      { id: 'ivy', text: 'One', match: 't-late', why },
      { id: 'fox', text: 'Two', match: 't-early', why },
      { id: 'oak', text: 'Three', match: 't-late', why },
    ],
  },
  'text-entry': {
    ...base,
    interaction: 'text-entry',
    options: [
      { id: 'ivy', text: `${CANARY} sorry`, key: true, why },
      { id: 'fox', text: `${CANARY} regret`, key: true, why },
      { id: 'oak', text: `${CANARY} thanks`, tempt, why },
    ],
  },
  hottext: {
    ...base,
    interaction: 'hottext',
    options: [
      { id: 'ivy', speaker: 'Jo', text: 'Hello.', context: true },
      { id: 'fox', speaker: 'Jo', text: 'So, the weather.', key: true, why },
      { id: 'oak', speaker: 'Noor', text: 'What is it?', tempt, why },
    ],
  },
  rewrite: {
    ...base,
    interaction: 'rewrite',
    line: 'There may be a slight delay.',
    model: `${CANARY} model`,
    options: ['ivy', 'fox'].map((id) => ({ id, text: `${CANARY} rubric ${id}`, why })),
  },
} satisfies Record<Question['interaction'], object>;

const read = (interaction: Question['interaction']) => questionSchema.parse(asWritten[interaction]);

/** One sound question of each interaction. */
export const QUESTIONS: Record<Question['interaction'], Question> = {
  choice: read('choice'),
  order: read('order'),
  match: read('match'),
  'gap-match': read('gap-match'),
  'text-entry': read('text-entry'),
  hottext: read('hottext'),
  rewrite: read('rewrite'),
};

/** A hottext that asks for the sign as well. */
export const SPOT = questionSchema.parse({
  ...asWritten.hottext,
  targets,
  options: asWritten.hottext.options.map((option) => ('key' in option && option.key ? { ...option, match: 't-late' } : option)),
});

/** A choice that wants two of four. */
export const CHOOSE_TWO = questionSchema.parse({
  ...asWritten.choice,
  choose: 2,
  options: [...asWritten.choice.options, { id: 'elm', text: 'Four', key: true, why }],
});
