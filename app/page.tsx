import type { Metadata } from 'next';
import { JsonLd } from '#components/json-ld.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { settlingPath } from '#components/ui/settling-line.ts';
import { listArticles } from '#features/articles/article.server.ts';
import { ArticleCard } from '#features/articles/article-card.tsx';
import { listCourses } from '#features/courses/course.server.ts';
import { isOpen, lessonUrl } from '#features/courses/course.ts';
import { CourseCard } from '#features/courses/course-card.tsx';
import { listNeeds } from '#features/needs/need.server.ts';
import { NeedLinks } from '#features/needs/need-links.tsx';
import { SearchBox } from '#features/search/catalogue-page.tsx';
import { graph, organization, whole } from '#lib/schema-org.ts';

const replies = [
  {
    say: '“Sorry about this, there’s been a slight delay at the warehouse, but nothing to worry about!”',
    back: '“Slight? Will it be here for Saturday or not?”',
    why: 'A softened answer makes her drag the headline out of you. She now has the worry and still no date.',
  },
  {
    say: '“It isn’t good news. The cot will come on Tuesday the 9th, not Friday, because the van failed its test. I can hold two things for you.”',
    back: 'A breath. “Right. OK. What are the two things?”',
    why: 'One line of warning, the date, a true reason. She has four days to act in, and she asked for the options herself.',
  },
  {
    say: '“If it were up to me you’d have it tomorrow. Head office changed the routes, it’s a shambles.”',
    back: '“So who do I talk to, then?”',
    why: 'It feels like taking her side. It costs you both: she trusts the company less, and you with it.',
  },
];

export const metadata: Metadata = { alternates: { canonical: '/' } };

export default function HomePage() {
  const courses = listCourses().filter(isOpen);
  // The exchange below is out of this course.
  const first = courses.find(({ slug }) => slug === 'straight-and-kind') ?? courses[0]!;
  return (
    <>
      <JsonLd data={graph(organization(), { '@type': 'WebSite', name: 'Composure', url: whole('/') })} />
      <section className="relative pb-10 sm:pb-14">
        <h1 className="max-w-3xl font-serif text-4xl leading-tight font-semibold text-balance sm:text-6xl">
          Practise the hard conversation before it happens.
        </h1>
        <p className="mt-5 max-w-2xl font-serif text-xl text-ink-mid">
          Composure teaches people who handle other people’s bad days to say the hard thing well: short lessons, real practice, and a certificate anybody can
          check.
        </p>
        <svg viewBox="0 0 1200 150" preserveAspectRatio="none" aria-hidden="true" className="mt-6 h-24 w-full sm:h-40">
          <path
            d={settlingPath({ seed: 'composure', width: 1200, height: 150, settlesAt: 0.68 })}
            fill="none"
            className="stroke-pine"
            strokeWidth="2.5"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      </section>
      <section aria-labelledby="try" className="grid gap-x-14 gap-y-6 border-t border-rule py-10 lg:grid-cols-[2fr_3fr]">
        <div>
          <h2 id="try" className="font-serif text-2xl font-semibold">
            What would you say?
          </h2>
          <p className="mt-3 text-ink-mid">
            Priya ordered a cot for Friday. It will not be there before Tuesday. She picks up the phone, cheerful: “Hello! Is it about the cot?”
          </p>
          <p className="mt-3 text-sm text-ink-soft">Open a reply to see what she says back.</p>
        </div>
        <div className="grid content-start gap-3">
          {replies.map(({ say, back, why }) => (
            <details key={say} name="reply" className="group rounded-xl border border-rule px-5 py-4 open:bg-sand">
              <summary className="font-serif text-lg">{say}</summary>
              <p className="mt-3 border-s-2 border-coral ps-4 font-serif text-lg group-[&:nth-of-type(2)]:border-pine">{back}</p>
              <p className="mt-3 text-ink-mid">{why}</p>
            </details>
          ))}
          <p className="mt-2">
            From <a href={`/courses/${first.slug}`}>{first.title}</a>.
          </p>
        </div>
      </section>
      <section aria-labelledby="needs" className="border-t border-rule py-10">
        <h2 id="needs" className="font-serif text-2xl font-semibold">
          Start from what you are facing
        </h2>
        <div className="mt-5">
          <NeedLinks needs={listNeeds().slice(0, 8)} />
        </div>
        <div className="mt-8">
          <SearchBox q="" />
        </div>
        <div className="mt-10 grid gap-6">
          {courses.slice(0, 3).map((course) => (
            <CourseCard key={course.slug} course={course} />
          ))}
        </div>
        <p className="mt-6">
          <a href="/courses">All {courses.length} open courses, and those in preparation</a>
        </p>
      </section>
      <section aria-labelledby="get" className="border-t border-rule py-10">
        <h2 id="get" className="font-serif text-2xl font-semibold">
          What you get
        </h2>
        <dl className="mt-5 grid gap-x-10 gap-y-6 sm:grid-cols-3">
          <div>
            <dt className="font-semibold">Lessons that get to the point</dt>
            <dd className="mt-1 text-ink-mid">
              One point each, a worked example before you try, and every claim from research with its source and how firm it is.
            </dd>
          </div>
          <div>
            <dt className="font-semibold">Practice that answers back</dt>
            <dd className="mt-1 text-ink-mid">
              Conversations with a customer who reacts, <a href="/phrase-coach">a coach for what you write</a>, and checks with a reason for every option.
            </dd>
          </div>
          <div>
            <dt className="font-semibold">A certificate that can be checked</dt>
            <dd className="mt-1 text-ink-mid">
              A PDF with a code. <a href="/certificates">Anybody can see in seconds</a> whether it is genuine.
            </dd>
          </div>
        </dl>
        <p className="mt-8">
          <ButtonLink href={lessonUrl(first.slug, first.lessons[0]!.slug)}>Read the first lesson free</ButtonLink>
        </p>
      </section>
      <section aria-labelledby="read" className="border-t border-rule py-10">
        <h2 id="read" className="font-serif text-2xl font-semibold">
          For tonight
        </h2>
        <div className="mt-4 grid gap-x-10 sm:grid-cols-2">
          {listArticles()
            .slice(0, 4)
            .map((article) => (
              <ArticleCard key={article.slug} article={article} heading="h3" />
            ))}
        </div>
        <p className="mt-2">
          <a href="/articles">All the articles</a>
        </p>
      </section>
      <section aria-labelledby="teams" className="border-t border-rule pt-10">
        <h2 id="teams" className="font-serif text-2xl font-semibold">
          For a team
        </h2>
        <p className="mt-3 max-w-2xl text-ink-mid">
          Your people practise before it happens, and you can check what they bring you. There is a page about each course for whoever signs.
        </p>
        <p className="mt-5">
          <ButtonLink look="quiet" href="/teams">
            What a team gets
          </ButtonLink>
        </p>
      </section>
    </>
  );
}
