import { ACCOUNT_TABLES } from './account-columns.ts';
import { GROUP_TABLES } from './group-columns.ts';
import { LEARNING_TABLES } from './learning-columns.ts';
import { PROSPECT_TABLES } from './prospect-columns.ts';
import { STAFF_TABLES } from './staff-columns.ts';

/** What tables are about, as a reader sorts them; the privacy page has one section for each, in this order. */
export const TOPICS = [
  'Your account',
  'What you do on a course',
  'Certificates',
  'Groups, links and spreadsheets',
  'Enquiries and newsletter',
  'Keeping the site safe',
  'Mail on its way',
  'Course content (nothing about you)',
] as const;
export type Topic = (typeof TOPICS)[number];

export type OnErasure = 'deleted' | 'as you choose' | 'kept without your name' | 'kept';

/**
 * A table of the database as its reader may know it. What is said here is said in public, so it has to be true of the
 * code: a period stands here only if something deletes by it.
 */
export type Table = {
  about: Topic;
  what: string;
  why: string;
  kept: string;
  /** What becomes of your own rows when you are erased. */
  onErasure: OnErasure;
  /** Whether your rows are in the copy you can take. */
  exported: boolean;
  /** In the copy you take yourself, and not in one that an admin makes for you: what the site shows to nobody else. */
  forYouAlone?: true;
  /** The column that leads from a row to you: your address, or the row it hangs on, up to your account. Null where nothing does. */
  yoursBy: string | null;
  /** The address is that of the mailbox: without what stands after a “+”. */
  byMailbox?: true;
  /** Columns that leave the site in no copy: what proves a device or a link, and what may be somebody else’s. */
  withheld?: string[];
  /** A column by which you can stand in somebody else’s row, and what becomes of that when you are erased. */
  inOthers?: { column: string; says: string; onErasure: OnErasure };
  columns: Record<string, string>;
};

/**
 * Every column of the database, with its purpose, how long it is kept, and what erasure does to it. One map for the page
 * that tells, for the copy somebody takes and for their erasure, so that they cannot say three different things;
 * `columns.test.ts` holds it to the schema, so that no column is kept in silence.
 */
export const TABLES = { ...ACCOUNT_TABLES, ...STAFF_TABLES, ...LEARNING_TABLES, ...GROUP_TABLES, ...PROSPECT_TABLES } satisfies Record<string, Table>;

/** The table of the row that another hangs on, by the column that says which. */
export const OWNERS: Record<string, keyof typeof TABLES> = {
  enrolmentId: 'Enrolment',
  attemptId: 'Attempt',
  runId: 'ScenarioRun',
  letterId: 'Letter',
  enquiryId: 'Enquiry',
};

/**
 * The mail queue, which is no model of ours: its tables belong to the queue's library (`pgboss.job`, made by
 * `scripts/migrate.ts`). Its settings, and the record of migrations, are the only other tables; they hold nothing about anybody.
 */
export const MAIL_QUEUE = {
  about: 'Mail on its way',
  what: 'Mail that waits to be sent',
  why: 'To send what you asked for, and what you are reminded of, even if the mail server is away for a while or the site is restarted. If you are erased, mail to you goes, and mail to others that holds your address.',
  kept: 'Sent mail is cleared once a day, so it is gone about a day after it left. Mail that is due on a later day waits until then. Mail that cannot be delivered is tried for about six hours and then set aside, and cleared within about 15 days. In the demo, mail goes to a folder on the machine that runs it and stays there until somebody deletes it.',
  onErasure: 'deleted',
  // A message may hold a link or a code that still works.
  exported: false,
  yoursBy: 'data',
  columns: {
    data: 'The mail itself: your address, the subject and the text. The text can hold your name, a sign-in link and code, a certificate’s code, or what you wrote in an enquiry.',
    output: 'If sending failed: what the mail server answered, which can repeat your address.',
    'id, created_on, start_after, started_on, completed_on': 'The mail’s number, and when it was written, due, tried and sent.',
    'state, retry_count': 'Whether it is waiting, sent or given up, and how often it was tried.',
    'source_id, source_created_on': 'Of mail that was given up: the number and the time it first had.',
    'all other columns': 'The queue’s settings, the same for every mail.',
  },
} satisfies Table;

/** The tables of one topic in the order of the map, the mail queue among them. */
export const tablesAbout = (topic: Topic): [string, Table][] =>
  Object.entries<Table>({ ...TABLES, 'mail queue': MAIL_QUEUE }).filter(([, { about }]) => about === topic);
