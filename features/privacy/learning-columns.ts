import type { Table } from './columns.ts';

const UNTIL_ASKED = 'Until you ask us to erase it. Nothing removes it before then.';
/* Everything a learner does hangs on their enrolment, and goes with it. */
const hangsOn = <Column extends string>(yoursBy: Column) =>
  ({ about: 'What you do on a course', kept: UNTIL_ASKED, onErasure: 'deleted', exported: true, yoursBy }) as const;

/** What a learner does on a course. */
export const LEARNING_TABLES = {
  Enrolment: {
    ...hangsOn('userId'),
    what: 'The courses you are on',
    why: 'To show your courses, and to go on where you were, on any device.',
    columns: {
      id: 'A number of our own for you on this course.',
      userId: 'Which account it is.',
      courseSlug: 'Which course.',
      createdAt: 'When you joined.',
      placeLesson: 'The lesson you were in last.',
      placeHeading: 'The heading you had reached in it.',
      placeAt: 'When that was.',
    },
  },
  LessonCompletion: {
    ...hangsOn('enrolmentId'),
    what: 'Lessons you have finished',
    why: 'To show how far you are, and to know when the certificate is due.',
    columns: {
      enrolmentId: 'You, on which course.',
      lessonSlug: 'Which lesson.',
      createdAt: 'When you finished it.',
    },
  },
  Note: {
    ...hangsOn('enrolmentId'),
    what: 'What you write in a lesson',
    why: 'To keep it for you. The site shows it to nobody else, not even to an admin. You can take it away as a file from the course’s page.',
    columns: {
      enrolmentId: 'You, on which course.',
      lessonSlug: 'Which lesson.',
      blockId: 'Which box in it.',
      text: 'What you wrote.',
      createdAt: 'When you began.',
      updatedAt: 'When you last changed it.',
    },
  },
  ExerciseAnswer: {
    ...hangsOn('enrolmentId'),
    what: 'What you do in a lesson’s exercises',
    why: 'To show your answer again beside the model. The site shows it to nobody else.',
    columns: {
      enrolmentId: 'You, on which course.',
      lessonSlug: 'Which lesson.',
      exerciseId: 'Which exercise.',
      value: 'Your answer: the line you rewrote, or the turn you pointed at.',
      met: 'Which points of the check list you say your line meets.',
      createdAt: 'When you first answered.',
      updatedAt: 'When you last changed it.',
    },
  },
  Attempt: {
    ...hangsOn('enrolmentId'),
    what: 'Checks you have taken',
    why: 'To mark them, to show you what to look at again, and to ask you other questions next time.',
    // With it the neutral names of the options could be turned back into the author’s.
    withheld: ['seed'],
    columns: {
      id: 'A number of our own for this sitting.',
      enrolmentId: 'You, on which course.',
      lessonSlug: 'Which check: a lesson’s, the final one, the delayed one, or “start here?”.',
      contentVersion: 'Which version of the questions.',
      seed: 'The number that shuffled the options.',
      questionIds: 'Which questions you were asked, in order.',
      state: 'Whether it is open or marked.',
      startedAt: 'When you started.',
      markedAt: 'When you handed it in.',
      score: 'How many you had right.',
      passed: 'Whether you passed.',
      byOutcome: 'How many you had right for each thing the course teaches.',
    },
  },
  Answer: {
    ...hangsOn('attemptId'),
    what: 'Your answers in a check',
    why: 'To save each as you give it, so that nothing is lost when a connection is, and to mark them.',
    columns: {
      attemptId: 'Which sitting.',
      questionId: 'Which question.',
      sequence: 'A count of your changes, so that the newest one wins.',
      value: 'Your answer.',
      savedAt: 'When it was saved.',
      met: 'Of a line you rewrote: which points of the check list you say it meets.',
    },
  },
  ScenarioRun: {
    ...hangsOn('enrolmentId'),
    what: 'Conversations you have practised',
    why: 'To go on with them on any device, and to count them for the certificate where a course asks for that.',
    columns: {
      id: 'A number of our own for this conversation.',
      enrolmentId: 'You, on which course.',
      scenarioSlug: 'Which conversation.',
      contentVersion: 'Which version of it.',
      startedAt: 'When you started.',
      endedAt: 'When it ended.',
      ending: 'Which ending you reached.',
      verdict: 'Whether that is a good, an acceptable or a poor one.',
    },
  },
  ScenarioReply: {
    ...hangsOn('runId'),
    what: 'Your replies in a conversation',
    why: 'To replay the conversation to you, and to let you go back to any turn.',
    columns: {
      runId: 'Which conversation.',
      sequence: 'Which of your replies it is, in order.',
      turn: 'Which turn it answers.',
      choice: 'Which of the three you chose.',
      heat: 'How heated the customer was afterwards.',
      trust: 'How much they trusted you afterwards.',
      fix: 'How near the problem was to being solved.',
      createdAt: 'When you replied.',
    },
  },
  Letter: {
    ...hangsOn('enrolmentId'),
    what: 'Response letters',
    why: 'To keep your draft. Once you ask for a mark, the mentor you name can read it; so can the admins, whomever you asked.',
    inOthers: {
      column: 'mentorEmail',
      says: 'If somebody named you as their mentor, the letter stays theirs, and your address is taken out of it.',
      onErasure: 'kept without your name',
    },
    columns: {
      id: 'A number of our own for the letter.',
      enrolmentId: 'You, on which course.',
      text: 'What you wrote.',
      createdAt: 'When you began it.',
      savedAt: 'When the draft was last saved.',
      handedInAt: 'When you handed it in.',
      selfScores: 'Your own scores.',
      mentorEmail: 'The address of the mentor you named. Empty if you asked an admin.',
      askedAt: 'When you asked for it to be marked.',
      closedAt: 'When it was marked.',
      passed: 'Whether it was good enough.',
    },
  },
  LetterMark: {
    ...hangsOn('letterId'),
    what: 'Marks on a letter',
    why: 'To tell you how the letter was marked, and to say on the certificate by whom, without a name.',
    // Another person’s number.
    withheld: ['markerId'],
    inOthers: {
      column: 'markerId',
      says: 'If you marked somebody’s letter, the scores and the comment stay theirs. The number in them leads nowhere once your account is gone.',
      onErasure: 'kept without your name',
    },
    columns: {
      letterId: 'Which letter.',
      markerId: 'The number of the account that marked it.',
      markedBy: 'In words: “an admin” or “their named mentor”.',
      scores: 'The scores.',
      comment: 'What the mentor wrote to you.',
      markedAt: 'When it was marked.',
    },
  },
  ReviewCard: {
    ...hangsOn('enrolmentId'),
    what: 'Review cards',
    why: 'To bring back what you missed after 1, 3, 7, 21 and 60 days.',
    columns: {
      id: 'A number of our own for the card.',
      enrolmentId: 'You, on which course.',
      item: 'Which question, or which turn of a conversation.',
      contentVersion: 'Which version of it.',
      box: 'How long until it comes back next.',
      dueAt: 'When that is.',
      createdAt: 'When you first missed it.',
      answeredAt: 'When you last answered it.',
      answers: 'How often you have answered it.',
    },
  },
} satisfies Record<string, Table>;
