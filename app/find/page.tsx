import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { listCourses } from '#features/courses/course.server.ts';
import { listNeeds } from '#features/needs/need.server.ts';
import { NeedLinks } from '#features/needs/need-links.tsx';
import { Answers } from '#features/search/answers.tsx';
import { narrow, readChoice } from '#features/search/catalogue.ts';
import { CataloguePage, CourseList } from '#features/search/catalogue-page.tsx';
import { find, findCourses, getFacets } from '#features/search/search.server.ts';
import { termsOf } from '#features/search/search.ts';
import type { SearchParams } from '#lib/listing.ts';

type Props = { searchParams: Promise<SearchParams> };

/** An address as it was typed or linked, read leniently: what makes no sense is not there. */
const read = (params: SearchParams) =>
  new URLSearchParams(Object.entries(params).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one])));

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const q = read(await searchParams)
    .get('q')
    ?.trim()
    .slice(0, 80);
  return { title: q ? `“${q}”` : 'Find a course', robots: { index: false, follow: true } };
}

/** The catalogue narrowed down, and what else we have on what was asked. All of it is in the address; none of it needs a script. */
export default async function FindPage({ searchParams }: Props) {
  const params = read(await searchParams);
  const q = (params.get('q') ?? '').trim().slice(0, 200);
  const facets = getFacets();
  const choice = readChoice(facets, params);
  // Words that say nothing (“training courses”) ask for the catalogue.
  const asked = termsOf(q) ? findCourses(q) : listCourses();
  const results = narrow(asked, facets, choice);
  const filtered = Object.values(choice).flat().length > 0;
  const nearest = (asked.length > 0 ? asked : listCourses()).slice(0, 3);
  return (
    <>
      <PageHead title={q ? `“${q}”` : 'Find a course'} over={<a href="/courses">Courses</a>} />
      <CataloguePage
        q={q}
        facets={facets}
        choice={choice}
        asked={asked}
        results={results}
        nothing={
          <div className="grid gap-6">
            <p>
              {asked.length > 0 && filtered
                ? 'The filters leave nothing over. Without them these come nearest:'
                : 'Try another word, start from what you are facing, or look at these:'}
            </p>
            <CourseList courses={nearest} />
            <NeedLinks needs={listNeeds()} />
          </div>
        }
      />
      {q && <Answers q={q} found={find(q, ['question', 'article', 'need', 'page']).slice(0, 12)} />}
    </>
  );
}
