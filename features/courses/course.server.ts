import 'server-only';
import { z } from 'zod';
import { ContentError, listFiles, listFolders, readText, readYaml, splitFrontMatter } from '#lib/content.ts';
import {
  type Category,
  type Course,
  courseFileSchema,
  isOpen,
  type LearningPath,
  type Lesson,
  lessonFrontSchema,
  pathSchema,
  type ScenarioCard,
  type Source,
  scenarioHeadSchema,
  slugOf,
} from './course.ts';
import { attributesOf, blocks, headingsOf, parseMdx } from './lesson-mdx.ts';
import { runsOf } from './prose-checks.ts';

const LESSON_FILE = /^(\d\d)-([a-z0-9-]+)\.mdx$/;
const SCENARIO_FILE = /^([a-z0-9-]+)\.scenario\.yaml$/;
const sourceRow = z.tuple([z.string(), z.string(), z.enum(['V', 'V2', 'K']), z.string(), z.string()]);

let register: Map<string, Source> | undefined;
let courses: Map<string, Course> | undefined;

/** The source register: every tag a lesson may cite. */
export function getSources(): Map<string, Source> {
  register ??= new Map(
    Object.values(readYaml('sources.yaml', z.record(z.string(), z.array(sourceRow))))
      .flat()
      .map(([id, reference, status, seen]) => [id, { id, reference, status, seen }]),
  );
  return register;
}

let seedRuns: Set<string> | undefined;

/** The eight-word runs of the texts the courses were written from. They are other people's and not committed; whoever has them puts them in content/seeds. */
export function getSeedRuns(): Set<string> {
  seedRuns ??= new Set(listFiles('seeds').flatMap((name) => runsOf(readText(`seeds/${name}`))));
  return seedRuns;
}

/** Every course, those that are open first, read from the content tree once; a file that is not as it should be stops the build by name. */
export function listCourses(): Course[] {
  if (!courses) {
    const all = listFolders('courses').map(readCourse);
    const order = (course: Course) => `${isOpen(course) ? 0 : 1}${course.code}`;
    all.sort((a, b) => order(a).localeCompare(order(b)));
    courses = new Map(all.map((course) => [course.slug, course]));
  }
  return [...courses.values()];
}

/** A course by its slug, or null. Slugs from outside are looked up here, never joined into a path. */
export function findCourse(slug: string): Course | null {
  listCourses();
  return courses?.get(slug) ?? null;
}

let paths: LearningPath[] | undefined;

/** The learning paths, with their courses; a path through a course that is not there stops the build by name. */
export function listPaths(): LearningPath[] {
  paths ??= readYaml('paths.yaml', z.array(pathSchema)).map((path) => ({
    ...path,
    courses: path.courses.map((slug) => {
      const course = findCourse(slug);
      if (!course) throw new ContentError('paths.yaml', path.slug, `leads through ${slug}, and there is no such course`);
      return course;
    }),
  }));
  return paths;
}

export const findPath = (slug: string): LearningPath | null => listPaths().find((path) => path.slug === slug) ?? null;

/** The categories, in the order their first course has in the catalogue. */
export const listCategories = (): Category[] =>
  [...new Set(listCourses().map(({ category }) => category))].map((title) => ({
    slug: slugOf(title),
    title,
    courses: listCourses().filter(({ category }) => category === title),
  }));

export const findCategory = (slug: string): Category | null => listCategories().find((category) => category.slug === slug) ?? null;

/** What to take after a course, or beside it: what follows it on a path, then what stands in its category; those that are open first. */
export function coursesAfter(course: Course, count = 3): Course[] {
  const next = listPaths().flatMap(({ courses }) => (courses.includes(course) ? (courses[courses.indexOf(course) + 1] ?? []) : []));
  const near = listCourses().filter(({ category }) => category === course.category);
  const all = [...new Set([...next, ...near])].filter((other) => other !== course);
  return [...all.filter(isOpen), ...all.filter((other) => !isOpen(other))].slice(0, count);
}

export function readCourse(slug: string): Course {
  const folder = `courses/${slug}`;
  const file = readYaml(`${folder}/course.yaml`, courseFileSchema);
  const names = listFiles(folder);
  const lessons = names.filter((name) => LESSON_FILE.test(name)).map((name) => readLesson(folder, name, names));
  lessons.forEach((lesson, index) => {
    if (lesson.number !== index + 1) throw new ContentError(`${folder}/${lesson.file}`, '', `is number ${lesson.number}, but lesson ${index + 1} is next`);
    if (lessons.findIndex(({ slug }) => slug === lesson.slug) !== index)
      throw new ContentError(`${folder}/${lesson.file}`, '', `has the slug of an earlier lesson (${lesson.slug})`);
    for (const id of lesson.outcomes) {
      if (!file.outcomes.some((outcome) => outcome.id === id))
        throw new ContentError(`${folder}/${lesson.file}`, 'outcomes', `${id} is not an outcome of this course`);
    }
  });
  if (lessons.length > 0 && file.status === 'in-preparation')
    throw new ContentError(
      `${folder}/course.yaml`,
      'status',
      'says in-preparation, and there are lessons; open the course, or keep them elsewhere until it opens',
    );
  if (lessons.length === 0 && file.status === 'open') throw new ContentError(folder, '', 'has no lessons (NN-slug.mdx)');
  const scenarios = readScenarioCards(folder, names, file.scenarios);
  // Rounded to five minutes: nobody studies to the minute.
  const minutes = Math.round((lessons.reduce((sum, lesson) => sum + lesson.minutes, 0) + file.assessment.final.draw + 4 * scenarios.length) / 5) * 5;
  return { ...file, slug, lessons, scenarios, minutes, hasJobAid: names.includes('job-aid.mdx') };
}

/** The conversations of a course in the order course.yaml lists them; a file it forgets, or one it invents, stops the build. */
function readScenarioCards(folder: string, names: string[], listed: string[]): ScenarioCard[] {
  for (const name of names) {
    const slug = SCENARIO_FILE.exec(name)?.[1];
    if (slug && !listed.includes(slug)) throw new ContentError(`${folder}/course.yaml`, 'scenarios', `does not list ${slug}, and there is a ${name}`);
  }
  const twice = listed.find((slug, at) => listed.indexOf(slug) !== at);
  if (twice) throw new ContentError(`${folder}/course.yaml`, 'scenarios', `lists ${twice} twice`);
  return listed.map((slug) => {
    const file = `${slug}.scenario.yaml`;
    if (!names.includes(file)) throw new ContentError(`${folder}/course.yaml`, 'scenarios', `lists ${slug}, and there is no ${file}`);
    return { ...readYaml(`${folder}/${file}`, scenarioHeadSchema), slug, file };
  });
}

function parseLesson(file: string, text: string) {
  try {
    return parseMdx(text);
  } catch (error) {
    const { line, reason } = error as { line?: number; reason?: string };
    throw new ContentError(file, line ? `line ${line}` : '', `is not MDX: ${reason ?? String(error)}`);
  }
}

function readLesson(folder: string, name: string, names: string[]): Lesson {
  const file = `${folder}/${name}`;
  const [, number, slug] = LESSON_FILE.exec(name)!;
  const text = readText(file);
  const front = readYaml(file, lessonFrontSchema, splitFrontMatter(file, text).front);
  const tree = parseLesson(file, text);
  const idsOf = (...kinds: string[]) =>
    blocks(tree, ...kinds).map((node) => {
      const id = attributesOf(node)['id'];
      if (!id) throw new ContentError(file, `line ${node.position?.start.line}`, `<${node.name}> needs an id`);
      return id;
    });
  const noteIds = idsOf('TryIt', 'Practice', 'Reflect');
  const exercises = (['SpotTheTurn', 'Rewrite'] as const).flatMap((kind) =>
    idsOf(kind).map((id) => ({ id, interaction: kind === 'Rewrite' ? ('rewrite' as const) : ('hottext' as const) })),
  );
  const ids = [...noteIds, ...exercises.map(({ id }) => id)];
  if (new Set(ids).size !== ids.length) throw new ContentError(file, 'id', 'two blocks share an id');
  return {
    ...front,
    slug: slug!,
    file: name,
    number: Number(number),
    sources: front.sources.map(({ id, evidence, says }) => {
      const source = getSources().get(id);
      if (!source) throw new ContentError(file, `sources.${id}`, 'is not in content/sources.yaml');
      return { ...source, evidence, says };
    }),
    headings: headingsOf(tree),
    prompts: blocks(tree, 'TryIt').map((node) => ({ id: attributesOf(node)['id']!, question: attributesOf(node)['question'] ?? '' })),
    noteIds,
    exercises,
    hasCheck: names.includes(name.replace(/\.mdx$/, '.quiz.yaml')),
  };
}
