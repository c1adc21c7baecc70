import pg from 'pg';
import { ACTIONS } from '#features/audit/audit.ts';
import { listCourses } from '#features/courses/course.server.ts';
import { type Course, isOpen } from '#features/courses/course.ts';
import { CRITERIA } from '#features/letters/letter.ts';
import { getBank, storeBank } from '#features/quizzes/bank.server.ts';
import { type Bank, drawFinal, mark } from '#features/quizzes/bank.ts';
import { type AnswerValue, disguise, keyOf, type Question, seeded } from '#features/quizzes/question.ts';
import { findScenario, storeScenario } from '#features/scenarios/scenario.server.ts';
import { verdictOf } from '#features/scenarios/scenario.ts';
import { env } from '#lib/env.ts';
import { Refusal } from './database.ts';

/*
 * A school of 20,000 made-up learners, to see what the admin's pages cost at that size. Written in sets: the database makes
 * the rows. What hangs together in the product does so here: lessons done before finals, certificates for passed finals, and
 * the columns that triggers keep are worked out at the end by the rule of the migration that added them.
 */
const FIRST =
  'Ada Alan Amara Aoife Arjun Bea Ben Chidi Chloe Dana Dev Elif Ewan Farah Finn Gita Hana Hugo Ines Isla Jonas Kofi Lena Leo Mei Milo Nadia Noor Omar Orla Pavel Priya Rosa Ruth Sam Sofia Tariq Uma Wren Zoe';
const LAST =
  'Abbott Ahmed Baker Bello Brown Byrne Carter Chen Clarke Costa Davies Dogan Evans Fofana Garcia Green Haddad Hughes Ito Jones Kaur Khan Kowalski Lewis Mensah Morgan Murphy Nguyen Novak Okafor Patel Quinn Rossi Shah Silva Singh Smith Taylor Walsh Young';

/** Different papers of each course; attempts share them. */
const PAPERS = 120;

/** A wrong answer somebody could have given. */
function wrongAnswer(question: Question, random: () => number): AnswerValue {
  const { interaction, options, targets = [], choose = 1 } = question;
  if (interaction === 'text-entry') return { text: 'something else' };
  if (interaction === 'order') return Object.fromEntries(options.map(({ id }, at) => [id, String(((at + 1) % options.length) + 1)]));
  if (interaction === 'match' || interaction === 'gap-match')
    return Object.fromEntries(options.map(({ id }) => [id, targets[Math.floor(random() * targets.length)]!.id]));
  const open = options.filter(({ context, key }) => !context && !key);
  const from = Math.floor(random() * open.length);
  const picked = [...open.slice(from), ...open.slice(0, from), ...options.filter(({ key }) => key)].slice(0, choose);
  return Object.fromEntries(picked.map(({ id }) => [id, 'true']));
}

/** One marked paper by somebody more or less able; some questions are harder than others. */
function aPaper(bank: Bank, at: number) {
  const seed = 7_919 * at + 1;
  const random = seeded(seed);
  const ability = 0.5 + 0.45 * random();
  const questions = drawFinal(bank, new Map(), seed).map((question) => disguise(question, seed));
  const answers = questions.map(({ id }, place): [string, AnswerValue] => {
    const ease = seeded([...id].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7))() * 0.4 - 0.12;
    return [id, random() < ability + ease ? keyOf(questions[place]!) : wrongAnswer(questions[place]!, random)];
  });
  const { score, passed, byOutcome } = mark(questions, new Map(answers), bank.final.passMark, bank.final.perOutcome ?? 0);
  return {
    slug: bank.courseSlug,
    at,
    seed,
    questions: questions.map(({ id }) => id),
    score,
    passed,
    outcomes: byOutcome,
    answers: Object.fromEntries(answers),
  };
}

async function storeContent(course: Course) {
  const bank = getBank(course);
  await storeBank(bank);
  const endings = [];
  for (const { slug } of course.scenarios) {
    const found = findScenario(course, slug)!;
    await storeScenario(course.slug, found);
    endings.push(
      ...found.scenario.endings.map(({ id, grade }) => ({ course: course.slug, scenario: slug, hash: found.hash, ending: id, verdict: verdictOf(grade) })),
    );
  }
  return { bank, endings };
}

/** What the rows are made from: courses, papers and endings, as tables of this connection. */
async function prepare(client: pg.Client, people: number): Promise<void> {
  const courses = listCourses().filter(isOpen);
  const content = [];
  for (const course of courses) content.push(await storeContent(course));
  await client.query(`
    CREATE TEMP TABLE many_courses (at int, slug text, title text, minutes int, letter bool, outcomes text[], lessons text[], hash text);
    CREATE TEMP TABLE many_papers (slug text, at int, seed int, questions jsonb, score int, passed bool, outcomes jsonb, answers jsonb);
    CREATE TEMP TABLE many_endings (course text, scenario text, hash text, ending text, verdict text, at int, total int)`);
  for (const [at, course] of courses.entries())
    await client.query('INSERT INTO many_courses VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      at,
      course.slug,
      course.title,
      course.minutes,
      course.assessment.letter === true,
      course.outcomes.map(({ text }) => text),
      course.lessons.map(({ slug }) => slug),
      content[at]!.bank.hash,
    ]);
  const papers = content.flatMap(({ bank }) => Array.from({ length: PAPERS }, (_, at) => aPaper(bank, at)));
  await client.query('INSERT INTO many_papers SELECT * FROM jsonb_populate_recordset(NULL::many_papers, $1)', [JSON.stringify(papers)]);
  await client.query(
    `INSERT INTO many_endings SELECT course, scenario, hash, ending, verdict, row_number() OVER (PARTITION BY course) - 1, count(*) OVER (PARTITION BY course)
     FROM jsonb_populate_recordset(NULL::many_endings, $1)`,
    [JSON.stringify(content.flatMap(({ endings }) => endings))],
  );
  await client.query(
    `CREATE TEMP TABLE many_people AS SELECT n, gen_random_uuid() AS id, ($2::text[])[1 + (n * 7) % 40] AS first, ($3::text[])[1 + (n / 40 + n * 3) % 40] AS last,
       now() - 500 * sqrt(random()) * interval '1 day' AS created FROM generate_series(1, $1::int) n`,
    [people, FIRST.split(' '), LAST.split(' ')],
  );
}

/** Who there is, and in which groups: four in five are in one, two of each group manage it. */
const PEOPLE = `
  INSERT INTO "User" ("id", "email", "name", "createdAt")
    SELECT id, lower(first || '.' || last || '.' || n) || '@many.example.org', first || ' ' || last, created FROM many_people;
  CREATE TEMP TABLE many_groups AS SELECT n, gen_random_uuid() AS id FROM generate_series(0, 19) n;
  INSERT INTO "Group" ("id", "name") SELECT id, 'Many ' || to_char(n + 1, 'FM00') FROM many_groups;
  INSERT INTO "Membership" ("groupId", "userId", "role")
    SELECT g.id, p.id, (CASE WHEN p.n <= 40 THEN 'MANAGER' ELSE 'MEMBER' END)::"MembershipRole"
    FROM many_people p JOIN many_groups g ON g.n = p.n % 20 WHERE p.n <= 40 OR p.n / 20 % 5 > 0;`;

/** Each on three courses: three in ten have not begun, two in five are somewhere in them, the others have done every lesson. */
const ENROLMENTS = `
  CREATE TEMP TABLE many_enrolments AS
    SELECT m.*, least(now() - m.created, (10 + 40 * random()) * interval '1 day') AS span,
      CASE WHEN m.fate < 0.3 THEN 0 WHEN m.fate < 0.7 THEN 1 + floor(random() * (cardinality(m.lessons) - 1))::int ELSE cardinality(m.lessons) END AS done
    FROM (SELECT gen_random_uuid() AS id, p.id AS person, p.first || ' ' || p.last AS name, p.n, c.slug, c.title, c.minutes, c.letter, c.outcomes, c.lessons, c.hash,
        p.created + random() * (now() - p.created) AS created, random() AS fate
      FROM many_people p CROSS JOIN generate_series(0, 2) k JOIN many_courses c ON c.at = (p.n + k) % (SELECT count(*) FROM many_courses)) m;
  INSERT INTO "Enrolment" ("id", "userId", "courseSlug", "createdAt", "dueAt", "withdrawnAt", "placeLesson", "placeAt")
    SELECT id, person, slug, created, CASE WHEN n % 3 = 0 THEN created + interval '60 days' END, CASE WHEN fate BETWEEN 0.29 AND 0.31 THEN now() END,
      CASE WHEN done > 0 THEN lessons[least(done + 1, cardinality(lessons))] END, CASE WHEN done > 0 THEN created + span * done / (cardinality(lessons) + 1) END
    FROM many_enrolments;
  INSERT INTO "Waiver" ("id", "enrolmentId", "reason", "createdById", "expiresAt")
    SELECT gen_random_uuid(), id, 'Learned it elsewhere', person, CASE WHEN n % 2 = 0 THEN now() + interval '30 days' END FROM many_enrolments WHERE fate BETWEEN 0.28 AND 0.29;
  INSERT INTO "LessonCompletion" ("enrolmentId", "lessonSlug", "createdAt")
    SELECT e.id, e.lessons[i], e.created + e.span * i / (cardinality(e.lessons) + 1) FROM many_enrolments e, generate_series(1, e.done) i;
  INSERT INTO "ScenarioRun" ("id", "enrolmentId", "scenarioSlug", "contentVersion", "startedAt", "endedAt", "ending", "verdict")
    SELECT gen_random_uuid(), e.id, x.scenario, x.hash, e.created + e.span / 2, e.created + e.span / 2 + interval '6 minutes', x.ending, x.verdict::"Verdict"
    FROM many_enrolments e JOIN many_endings x ON x.course = e.slug AND x.at = e.n % x.total
    WHERE 2 * e.done >= cardinality(e.lessons);`;

/** A final for all who have done every lesson, a second for those who failed it; answers for the latest thousand of each course. */
const ATTEMPTS = `
  CREATE TEMP TABLE many_attempts AS SELECT gen_random_uuid() AS id, e.id AS enrolment, e.slug, e.created + e.span AS marked, floor(random() * ${PAPERS})::int AS paper
    FROM many_enrolments e WHERE e.done = cardinality(e.lessons);
  ANALYZE many_attempts;
  INSERT INTO many_attempts SELECT gen_random_uuid(), a.enrolment, a.slug, least(now(), a.marked + interval '25 hours'), (a.paper + 1 + floor(random() * ${PAPERS - 1})::int) % ${PAPERS}
    FROM many_attempts a JOIN many_papers p ON p.slug = a.slug AND p.at = a.paper WHERE NOT p.passed AND a.marked < now() - interval '25 hours';
  INSERT INTO "Attempt" ("id", "enrolmentId", "contentVersion", "seed", "questionIds", "state", "startedAt", "markedAt", "score", "passed", "byOutcome")
    SELECT a.id, a.enrolment, c.hash, p.seed, ARRAY(SELECT jsonb_array_elements_text(p.questions)), 'MARKED', a.marked - interval '20 minutes', a.marked, p.score, p.passed, p.outcomes
    FROM many_attempts a JOIN many_papers p ON p.slug = a.slug AND p.at = a.paper JOIN many_courses c ON c.slug = a.slug;
  INSERT INTO "Answer" ("attemptId", "questionId", "sequence", "value", "savedAt")
    SELECT a.id, x.key, 1, x.value, a.marked
    FROM (SELECT *, row_number() OVER (PARTITION BY slug ORDER BY marked DESC) AS place FROM many_attempts) a
    JOIN many_papers p ON p.slug = a.slug AND p.at = a.paper, jsonb_each(p.answers) x WHERE a.place <= 1000;
  CREATE TEMP TABLE many_passed AS SELECT DISTINCT ON (a.enrolment) a.* FROM many_attempts a JOIN many_papers p ON p.slug = a.slug AND p.at = a.paper
    WHERE p.passed ORDER BY a.enrolment, a.marked;
  INSERT INTO "Certificate" ("id", "code", "enrolmentId", "attemptId", "name", "courseTitle", "outcomes", "studyMinutes", "issuedAt", "revokedAt", "revokedReason")
    SELECT gen_random_uuid(), upper(md5(a.id::text)), e.id, a.id, e.name, e.title, e.outcomes, e.minutes, a.marked,
      CASE WHEN e.n % 200 = 0 THEN now() END, CASE WHEN e.n % 200 = 0 THEN 'Taken by somebody else' END
    FROM many_passed a JOIN many_enrolments e ON e.id = a.enrolment WHERE NOT e.letter;`;

/** The rest: letters that wait, what prospects sent, and what admins did. */
async function writeAround(client: pg.Client, people: number) {
  await client.query(
    `INSERT INTO "Letter" ("id", "enrolmentId", "text", "handedInAt", "selfScores", "askedAt")
       SELECT gen_random_uuid(), a.enrolment, 'Dear Ms Rao, I am sorry that your order came late.', a.marked, $1, a.marked
       FROM many_passed a JOIN many_enrolments e ON e.id = a.enrolment WHERE e.letter LIMIT 60`,
    [JSON.stringify(Object.fromEntries(CRITERIA.map((criterion) => [criterion, 2])))],
  );
  await client.query(
    `INSERT INTO "Enquiry" ("id", "formKey", "name", "email", "organisation", "teamSize", "courses", "message", "state", "network", "createdAt")
       SELECT gen_random_uuid(), gen_random_uuid(), 'Asker ' || n, 'asker.' || n || '@many.example.org', 'Firm ' || n % 50, '10–49', '{}', 'We are a team of twenty and would like to know more.',
         (ARRAY['NEW', 'OPEN', 'DONE', 'DONE', 'SPAM'])[1 + n % 5]::"EnquiryState", '192.0.2.1', now() - random() * interval '300 days' FROM generate_series(1, $1::int) n`,
    [Math.ceil(people * 0.015)],
  );
  await client.query(
    `INSERT INTO "Subscriber" ("id", "email", "tokenHash", "network", "createdAt", "confirmedAt", "wording")
       SELECT gen_random_uuid(), 'reader.' || n || '@many.example.org', md5('reader' || n), '192.0.2.1', t.at, CASE WHEN n % 4 > 0 THEN t.at END, 'Yes, send me the newsletter.'
       FROM generate_series(1, $1::int) n, LATERAL (SELECT now() - (n * 37 % 4000) * interval '2 hours' AS at) t`,
    [Math.ceil(people * 0.1)],
  );
  await client.query(
    `WITH actor AS (INSERT INTO "User" ("id", "email", "name", "role") VALUES (gen_random_uuid(), 'admin@many.example.org', 'Many Admin', 'ADMIN') RETURNING "id")
     INSERT INTO "AuditEntry" ("id", "at", "actorId", "action", "personId", "network")
       SELECT gen_random_uuid(), now() - random() * interval '400 days', actor."id", ($2::text[])[1 + t.at % cardinality($2::text[])], p.id, '192.0.2.1'
       FROM generate_series(1, $1::int) t(at) JOIN many_people p ON p.n = 1 + t.at % $3::int, actor`,
    [Math.ceil(people * 2.5), Object.keys(ACTIONS), people],
  );
}

/** What the triggers would have kept, by the rule of the migration that made them; right whether they ran or not. */
const KEPT = `
  UPDATE "Enrolment" e SET
    "lessonsDone" = (SELECT count(*) FROM "LessonCompletion" c WHERE c."enrolmentId" = e."id"),
    "startedAt" = least(e."placeAt", (SELECT min(c."createdAt") FROM "LessonCompletion" c WHERE c."enrolmentId" = e."id"),
      (SELECT min(a."startedAt") FROM "Attempt" a WHERE a."enrolmentId" = e."id"), (SELECT min(r."startedAt") FROM "ScenarioRun" r WHERE r."enrolmentId" = e."id")),
    "activeAt" = greatest(e."placeAt", (SELECT max(c."createdAt") FROM "LessonCompletion" c WHERE c."enrolmentId" = e."id"),
      (SELECT max(a."startedAt") FROM "Attempt" a WHERE a."enrolmentId" = e."id"), (SELECT max(r."startedAt") FROM "ScenarioRun" r WHERE r."enrolmentId" = e."id")),
    "finishedAt" = (SELECT min(x."issuedAt") FROM "Certificate" x WHERE x."enrolmentId" = e."id")
  WHERE e."id" IN (SELECT id FROM many_enrolments)`;

/** Nobody's real database: one of a bench or a test by its name, or an empty one of the demo. */
async function refuseElsewhere(client: pg.Client) {
  const { rows } = await client.query(`SELECT current_database() ~ '^(bench|test)_' AS ours, EXISTS (SELECT 1 FROM "User") AS used,
    EXISTS (SELECT 1 FROM "User" WHERE "email" LIKE '%@many.example.org') AS done, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super`);
  const { ours, used, done, super: isSuper } = rows[0];
  if (!ours && (used || env().COMPOSURE_MODE !== 'demo'))
    throw new Refusal('Many people are seeded only into an empty database of the demo, or one for a bench or a test.');
  if (done) throw new Refusal('Many people are there already.');
  // Row by row the triggers would do what KEPT does at once.
  if (isSuper) await client.query('SET LOCAL session_replication_role = replica');
}

/** Seeds so many made-up learners, and all they did, in one transaction. Refuses to run where real people could be. */
export async function seedMany(people = 20_000): Promise<void> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    await client.query('BEGIN');
    await refuseElsewhere(client);
    await client.query('SELECT setseed(0.42)');
    await prepare(client, people);
    // Tables as new as these have no statistics, and are joined as if they held nothing; each step tells the next what it made.
    for (const each of [PEOPLE, ENROLMENTS, ATTEMPTS, KEPT]) await client.query(`ANALYZE; ${each}`);
    await writeAround(client, people);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
