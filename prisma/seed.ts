import { makeSignInLink } from '#features/accounts/sign-in-request.server.ts';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal, makePerson, makeRun, theCourse } from './factories.ts';

const CAST = ['ada', 'grace', 'linus', 'alan'].map((name) => `${name}@example.org`);

/**
 * Seeds the demo's named cast when the database has nobody in it, and answers a one-time sign-in link for its admin.
 * Refuses to run anywhere but the demo. Ada is halfway, Grace is certified and manages the group the
 * others are in, Linus has enrolled, idles and has a due date, Alan is the admin.
 */
export async function seedCast(): Promise<string> {
  if (env().COMPOSURE_MODE !== 'demo') throw new Error('The cast is for the demo only.');
  // Alan is made last: without him a killed run left the cast half-made, and it is made again from nothing.
  const made = await db.user.findUnique({ where: { email: 'alan@example.org' } });
  const strangers = await db.user.count({ where: { email: { notIn: CAST } } });
  if (!made && strangers === 0) {
    await db.certificate.deleteMany({});
    await db.user.deleteMany({});
    await db.group.deleteMany({});
    const course = theCourse();
    const ada = await makePerson({ email: 'ada@example.org', name: 'Ada Lovelace' });
    const adaOn = await makeEnrolment(ada.id, { lessonsDone: 3, enrolledDaysAgo: 9 });
    await db.enrolment.update({
      where: { id: adaOn.id },
      data: { placeLesson: course.lessons[3]!.slug, placeHeading: course.lessons[3]!.headings[1]?.id ?? null, placeAt: fromNow(-days(1)) },
    });
    await makeRun(adaOn.id, course.scenarios[0]!.slug, ['c', 'b'], 1);
    const grace = await makePerson({ email: 'grace@example.org', name: 'Grace Hopper' });
    const graceOn = await makeEnrolment(grace.id, { lessonsDone: course.lessons.length, enrolledDaysAgo: 30 });
    const passed = await makeMarkedFinal(graceOn.id, 14, 2);
    await makeCertificate(graceOn.id, passed.id, 'Grace Hopper');
    const linus = await makePerson({ email: 'linus@example.org', name: 'Linus Torvalds' });
    const linusOn = await makeEnrolment(linus.id, { enrolledDaysAgo: 21 });
    await db.enrolment.update({ where: { id: linusOn.id }, data: { dueAt: fromNow(days(10)) } });
    const members = [ada, linus].map(({ id }) => ({ userId: id }));
    await db.group.create({
      data: { name: 'Harbour Water, field team', memberships: { create: [...members, { userId: grace.id, role: 'MANAGER' }] } },
    });
    await makePerson({ email: 'alan@example.org', name: 'Alan Turing', role: 'ADMIN' });
  }
  return makeSignInLink('alan@example.org');
}
