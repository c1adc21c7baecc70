import { hours, minutes } from '#lib/clock.ts';
import { counted } from '#lib/count.ts';
import { below, FLOORS, NODE_FLOOR, POSTGRES_FLOORS } from './floors.ts';

/** One thing looked at: whether it is as it should be, what was seen, and what to do where it is not. */
export type Check = { name: string; ok: boolean; says: string; todo: string };

/** What is looked at, as it was seen. Holds no secret and no address. */
export type Facts = {
  mode: 'demo' | 'production';
  node: string;
  postgres: string;
  /** What is installed, by package; null where it is not. */
  installed: Record<string, string | null>;
  mail: { waiting: number; overdueMs: number; tries: number; failed: number };
  migrations: { inCode: string[]; applied: string[] };
  /** Null: the variable is not set. An age of null: there is no such file. */
  backup: { ageMs: number | null } | null;
  appUrl: string;
  /** Null: mail stays on this machine. */
  smtp: { protocol: string; isLocal: boolean } | null;
  demoPeople: number;
  keptMail: number;
  /** Files that hold secrets and can be read by others on this machine. */
  openFiles: string[];
  admins: number;
  adminsWithoutSecondFactor: number;
  /** How far the database's clock is from ours. */
  clockMs: number;
};

/** Whether all is well with a thing, in a sentence either way; and, where it is not, what to do. */
const judge = (name: string, ok: boolean, well: string, ill: string, todo: string): Check => ({ name, ok, says: ok ? well : ill, todo: ok ? '' : todo });

const many = (count: number, one: string, more: string) => `${counted(count)} ${count === 1 ? one : more}`;

/** About how long, in the unit a person would use. */
export function lasting(ms: number): string {
  const of = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (ms < minutes(2)) return of(Math.round(ms / 1000), 'second');
  return ms < hours(2)
    ? of(Math.round(ms / minutes(1)), 'minute')
    : ms < hours(48)
      ? of(Math.round(ms / hours(1)), 'hour')
      : of(Math.round(ms / hours(24)), 'day');
}

const checkRuntime = ({ node }: Facts): Check =>
  judge(
    'Node',
    !below(node, NODE_FLOOR),
    `Node ${node}.`,
    `Node ${node} is older than ${NODE_FLOOR}, which this was released with.`,
    'Run npm ci and npm start again: the project brings its own.',
  );

function checkPackages({ installed }: Facts): Check {
  const low = Object.entries(FLOORS).flatMap(([name, floor]) => {
    const version = installed[name];
    return version && below(version, floor) ? [`${name} ${version} (wanted: ${floor})`] : [];
  });
  const seen = Object.keys(FLOORS).flatMap((name) => (installed[name] ? [`${name} ${installed[name]}`] : []));
  return judge(
    'Packages',
    low.length === 0 && seen.length > 0,
    `${seen.join(', ')}.`,
    low.length > 0 ? `Below the floor where known holes are closed: ${low.join(', ')}.` : 'Which packages are installed cannot be read.',
    'Update the code, then run npm ci and start again.',
  );
}

function checkPostgres({ postgres }: Facts): Check {
  const major = Number.parseInt(postgres, 10);
  const majors = Object.keys(POSTGRES_FLOORS).map(Number);
  const floor = POSTGRES_FLOORS[String(major)] ?? null;
  const ended = Number.isNaN(major) || major < Math.min(...majors);
  return judge(
    'PostgreSQL',
    !ended && (floor === null || !below(postgres, floor)),
    `PostgreSQL ${postgres}.`,
    ended ? `PostgreSQL ${postgres} gets no more fixes.` : `PostgreSQL ${postgres} is older than ${floor}.`,
    ended
      ? `Move to PostgreSQL ${Math.max(...majors)}: pg_dump from this one, pg_restore into that one.`
      : 'Install its latest minor release; the data stays as it is.',
  );
}

/** Mail that is due leaves within seconds; after ten minutes nobody is delivering it. */
const checkMailWaiting = ({ mail }: Facts): Check =>
  judge(
    'Mail that waits',
    mail.overdueMs < minutes(10) && mail.tries < 5,
    mail.waiting === 0 ? 'No mail is waiting to be sent.' : `${many(mail.waiting, 'mail is', 'mails are')} on the way.`,
    mail.tries >= 5
      ? `Mail has been tried ${mail.tries} times and was not taken; ${many(mail.waiting, 'waits', 'wait')}.`
      : `The oldest mail has waited ${lasting(mail.overdueMs)}; ${many(mail.waiting, 'waits', 'wait')}.`,
    mail.tries >= 5
      ? 'Look whether the server at SMTP_URL answers and takes the password. Mail is tried again by itself for about six hours.'
      : 'Nothing is delivering: start the server again.',
  );

const checkMailFailed = ({ mail }: Facts): Check =>
  judge(
    'Mail that failed',
    mail.failed === 0,
    'No mail was given up.',
    `${many(mail.failed, 'mail was', 'mails were')} given up after about six hours of trying.`,
    'Mend what SMTP_URL names, then send them again below. After 14 days they are thrown away.',
  );

function checkMigrations({ migrations: { inCode, applied } }: Facts): Check {
  const missing = inCode.filter((name) => !applied.includes(name));
  const unknown = applied.filter((name) => !inCode.includes(name));
  return judge(
    'Migrations',
    inCode.length > 0 && missing.length === 0 && unknown.length === 0,
    `All ${inCode.length} are applied.`,
    missing.length > 0
      ? `Not applied: ${missing.join(', ')}.`
      : unknown.length > 0
        ? `The database has migrations that this code does not know: ${unknown.join(', ')}.`
        : 'The migrations of this code cannot be read.',
    missing.length > 0 ? 'Start the server again; it applies them first.' : 'Run the code that the database belongs to, from its own folder.',
  );
}

const checkBackup = ({ backup }: Facts): Check =>
  judge(
    'Backups',
    backup !== null && backup.ageMs !== null && backup.ageMs <= hours(26),
    `The last one was ${lasting(Math.max(0, backup?.ageMs ?? 0))} ago.`,
    backup === null
      ? 'No backup is known.'
      : backup.ageMs === null
        ? 'No backup has succeeded yet: the file at BACKUP_STAMP is not there.'
        : `The last one was ${lasting(backup.ageMs)} ago.`,
    backup === null
      ? 'Let your nightly pg_dump touch a file when it has succeeded, and name that file in BACKUP_STAMP (README, “Production”).'
      : 'Look at what your backup job wrote last, and run it by hand once.',
  );

/** That AUTH_SECRET is strong is looked at when the server starts, which stops if it is not. */
const checkSecrets = ({ openFiles }: Facts): Check =>
  judge(
    'Secrets',
    openFiles.length === 0,
    'AUTH_SECRET is strong, and no file with secrets can be read by others on this machine.',
    `Others on this machine can read ${openFiles.join(' and ')}.`,
    `Run: chmod 600 ${openFiles.join(' ')}. If others had the chance, make new secrets.`,
  );

const checkAddress = ({ appUrl }: Facts): Check =>
  judge(
    'Address',
    appUrl.startsWith('https:'),
    'APP_URL begins https://.',
    'APP_URL begins http://, so cookies and codes travel in the clear.',
    'Put a proxy that ends TLS in front, and set APP_URL to its https:// address.',
  );

const checkSmtp = ({ smtp }: Facts): Check =>
  judge(
    'Mail over TLS',
    smtp === null || smtp.protocol === 'smtps:' || smtp.isLocal,
    smtp === null
      ? 'There is no mail server: mail stays on this machine.'
      : smtp.protocol === 'smtps:'
        ? 'SMTP_URL begins smtps://.'
        : 'The mail server is on this machine.',
    'SMTP_URL begins smtp://: sign-in codes may travel in the clear.',
    'Use the provider’s smtps:// address, usually port 465.',
  );

const checkDemo = ({ mode, demoPeople, keptMail }: Facts): Check =>
  judge(
    'Left over from the demo',
    mode === 'production' && demoPeople === 0 && keptMail === 0,
    'Nothing.',
    mode === 'demo'
      ? 'This is the demo: its people are made up, and its mail goes nowhere.'
      : [
          demoPeople > 0 ? `${many(demoPeople, 'account of the demo’s cast is', 'accounts of the demo’s cast are')} in the database` : '',
          keptMail > 0 ? `${many(keptMail, 'mail lies', 'mails lie')} in the demo’s outbox folder` : '',
        ]
          .filter(Boolean)
          .join('; ')
          .concat('.'),
    mode === 'demo'
      ? 'For real people set DATABASE_URL and APP_URL (README, “Production”).'
      : 'Erase the accounts of ada, grace, linus and alan at example.org, and delete the outbox folder.',
  );

const checkSecondFactors = ({ adminsWithoutSecondFactor: without }: Facts): Check =>
  judge(
    'Second factor',
    without === 0,
    'Every admin has set one up.',
    `${many(without, 'admin has', 'admins have')} not set one up, and can do nothing here until then.`,
    'Ask them to open /admin and set it up, or take the role from them.',
  );

/** One who loses their device leaves nobody to let them in; each one more is one more way in. */
const checkAdmins = ({ admins }: Facts): Check =>
  judge(
    'Number of admins',
    admins >= 2 && admins <= 10,
    `${admins}.`,
    admins < 2
      ? 'There is one admin. If they lose their device and their recovery codes, nobody can let them in.'
      : `${many(admins, 'admin', 'admins')}: each is a way in.`,
    admins < 2 ? 'Make somebody else an admin too.' : 'Take the role from those who do not need it every week.',
  );

const checkClock = ({ clockMs }: Facts): Check =>
  judge(
    'Clock',
    Math.abs(clockMs) <= 2_000,
    'The database and this server agree on the time.',
    `The database’s clock and this server’s are ${lasting(Math.abs(clockMs))} apart: due dates, codes and limits go by both.`,
    'Let both machines keep their time by NTP.',
  );

/** Everything that is looked at, what needs somebody first. */
export const judgeAll = (facts: Facts): Check[] =>
  [
    checkMailWaiting,
    checkMailFailed,
    checkBackup,
    checkMigrations,
    checkSecondFactors,
    checkAdmins,
    checkDemo,
    checkAddress,
    checkSmtp,
    checkSecrets,
    checkClock,
    checkRuntime,
    checkPackages,
    checkPostgres,
  ]
    .map((check) => check(facts))
    .sort((a, b) => Number(a.ok) - Number(b.ok));
