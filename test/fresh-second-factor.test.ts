import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/*
 * What asks an admin for the second factor again: roles, merging, erasing, and whatever hands out a copy of data. This
 * reads the doors (actions, handlers, pages). That the asking itself works is tested beside it, in features/accounts.
 */

/** Each door: the file, its function, and the function of the data that it leads to. */
const DOORS = [
  ['features/people/person.actions.ts', 'roleForm', 'changeRole'],
  ['features/people/person.actions.ts', 'deactivateForm', 'deactivate'],
  ['features/people/person.actions.ts', 'reactivateForm', 'reactivate'],
  ['features/people/person.actions.ts', 'mergeForm', 'mergePeople'],
  ['features/groups/group.actions.ts', 'changePersonForm', 'changePerson'],
  ['features/imports/import.actions.ts', 'undoForm', 'undoImport'],
  ['features/privacy/erasure.actions.ts', 'erasePersonForm', 'erasePerson'],
  ['app/admin/learners/[person]/data/page.tsx', 'PersonDataPage', 'findStake'],
  ['app/admin/learners/[person]/data/export/route.ts', 'GET', 'exportPerson'],
  ['app/admin/learners/[person]/transcript/[format]/route.ts', 'GET', 'takeTranscript'],
  ['app/admin/learners/list.csv/route.ts', 'GET', 'exportPeople'],
  ['app/admin/audit/list.csv/route.ts', 'GET', 'exportAudit'],
  ['app/admin/certificates/list.csv/route.ts', 'GET', 'exportCertificates'],
  ['app/admin/enquiries/list.csv/route.ts', 'GET', 'exportEnquiries'],
  ['app/admin/enrolments/list.csv/route.ts', 'GET', 'exportEnrolments'],
  ['app/admin/imports/[import]/result.csv/route.ts', 'GET', 'exportImport'],
  ['app/admin/newsletter/list.csv/route.ts', 'GET', 'exportConsents'],
  ['app/admin/reports/list.csv/route.ts', 'GET', 'takeCourses'],
  ['app/admin/reports/[course]/[table]/route.ts', 'GET', 'takeTable'],
] as const;

/** Files an admin downloads without being asked again, each with its reason. */
const ALLOWED = ['app/admin/imports/template.csv/route.ts: the columns alone, and nobody’s data'];

const filesUnder = (folder: string, name: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => name.test(file));

const files = [...filesUnder('features', /\.actions\.ts$/), ...filesUnder('app', /\/(route|page)\.tsx?$/)];

/** The functions of a door's file, by name: from the line that declares each to the next declaration. */
function functionsOf(file: string): [name: string, body: string][] {
  const parts = readFileSync(file, 'utf8').split(/^(?=(?:export )?(?:default )?(?:async function|function|const) )/m);
  return parts.flatMap((part) => {
    const [, name] = /^(?:export )?(?:default )?(?:async function|function|const) (\w+)/.exec(part) ?? [];
    return name ? [[name, part] as [string, string]] : [];
  });
}

const where = (body: string, name: string) => body.search(new RegExp(`\\b${name}\\(`));
const asksAgain = (body: string) => where(body, 'await requireFreshAdmin');

test.each(DOORS)('%s: %s asks again before it calls %s', (file, door, work) => {
  const body = new Map(functionsOf(file)).get(door) ?? '';
  expect(asksAgain(body)).toBeGreaterThan(-1);
  expect(where(body, work)).toBeGreaterThan(asksAgain(body));
  // Only making a manager is a change of role; what else is done in a group does not ask again (session.server.test.ts).
  if (work !== 'changePerson') expect(where(body, 'requireAdmin')).toBe(-1);
});

test('no other door leads to what asks again', () => {
  const works = [...new Set(DOORS.map(([, , work]) => work))];
  const found = files.flatMap((file) =>
    functionsOf(file).flatMap(([door, body]) => works.filter((work) => where(body, work) !== -1).map((work) => [file, door, work])),
  );
  // The form that erases says with it whose address to type.
  const known = [...DOORS, ['features/privacy/erasure.actions.ts', 'erasePersonForm', 'findStake']];
  expect(found.map(String).sort()).toEqual(known.map(String).sort());
});

test('every file that an admin downloads asks again', () => {
  const silent = files.filter((file) => /^app\/admin\/.*\/route\.ts$/.test(file) && !functionsOf(file).some(([, body]) => asksAgain(body) !== -1));
  expect(silent).toEqual(ALLOWED.map((allowed) => allowed.split(':')[0]));
});
