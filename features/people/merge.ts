import { nameOf } from '../quizzes/bank.ts';

/** An account as a merge sees it: who, and what hangs on it. */
export type Side = {
  id: string;
  name: string;
  email: string;
  role: 'LEARNER' | 'ADMIN';
  deactivatedAt: Date | null;
  mergedIntoId: string | null;
  memberships: number;
  claims: number;
  courses: Map<string, CourseSide>;
};
export type CourseSide = {
  enrolmentId: string;
  title: string;
  lessons: number;
  attempts: number;
  conversations: number;
  letters: number;
  certificates: number;
  /** What is open or valid, of which one enrolment holds one of a kind. */
  openChecks: { slug: string; name: string }[];
  openConversations: { slug: string; name: string }[];
  openLetter: boolean;
  validCertificate: boolean;
};

/** What merging would do, or why it cannot be done as things stand. */
export type MergePlan = {
  keep: Side;
  other: Side;
  /** Courses only the other account is on, and courses both are on. */
  moves: CourseSide[];
  joins: { keep: CourseSide; other: CourseSide }[];
  refusals: string[];
};

export const openCheckName = (slug: string, lesson?: { title: string }) => nameOf(slug, lesson).replace(/^./, (letter) => letter.toLowerCase());

/** Says what would move, course by course, and everything that stands in the way. */
export function planOf(keep: Side, other: Side): MergePlan {
  const moves = [...other.courses].flatMap(([slug, course]) => (keep.courses.has(slug) ? [] : [course]));
  const joins = [...other.courses].flatMap(([slug, course]) => (keep.courses.has(slug) ? [{ keep: keep.courses.get(slug)!, other: course }] : []));
  return { keep, other, moves, joins, refusals: [...whyNot(keep, other), ...joins.flatMap(whyNotJoin)] };
}

function whyNot(keep: Side, other: Side): string[] {
  return [
    ...(keep.id === other.id ? ['These are one account.'] : []),
    ...(keep.deactivatedAt ? ['The account to keep is deactivated. Reactivate it first.'] : []),
    ...(other.mergedIntoId ? ['The other account was merged already.'] : []),
    ...(other.role === 'ADMIN' ? ['The other account is an admin’s. Make it a learner’s first.'] : []),
  ];
}

function whyNotJoin({ keep, other }: MergePlan['joins'][number]): string[] {
  const both = (name: 'openChecks' | 'openConversations') => keep[name].filter(({ slug }) => other[name].some((open) => open.slug === slug));
  return [
    ...both('openChecks').map(({ name }) => `Both are in the middle of the ${name} of “${keep.title}”. One of the two has to be handed in first.`),
    ...both('openConversations').map(
      ({ name }) => `Both are in the middle of the conversation “${name}” of “${keep.title}”. One of the two has to be ended first.`,
    ),
    ...(keep.openLetter && other.openLetter ? [`Both have a letter open on “${keep.title}”. One of the two has to be marked first.`] : []),
    ...(keep.validCertificate && other.validCertificate ? [`Both hold a valid certificate of “${keep.title}”. Revoke one of the two first.`] : []),
  ];
}
