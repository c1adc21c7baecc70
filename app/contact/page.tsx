import type { Metadata } from 'next';
import { PageHead, Panel } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { PhoneLinks, Places } from '#features/enquiries/contact-points.tsx';
import { SearchBox } from '#features/search/catalogue-page.tsx';

export const metadata: Metadata = {
  title: 'Help and contact',
  description: 'Search our own pages for an answer, or ask us: a person reads it.',
  alternates: { canonical: '/contact' },
};

const QUESTIONS: [string, string][] = [
  ['I cannot sign in', '/find?q=sign+in'],
  ['Is this certificate genuine?', '/certificates'],
  ['What does a certificate ask for?', '/find?q=certificate'],
  ['Where do I begin?', '/find?q=begin'],
  ['What do you keep about me?', '/privacy'],
];

/** Help, in the same place on every page: our own answers first, then a person. */
export default function ContactPage() {
  return (
    <>
      <PageHead title="Help and contact">
        <p>Most answers are on our own pages. Search them here; each answer says where it stands. Nothing you type goes to anybody else.</p>
      </PageHead>
      <SearchBox q="" label="What do you want to know?" />
      <ul className="mt-6 flex flex-wrap gap-x-5 gap-y-1">
        {QUESTIONS.map(([question, url]) => (
          <li key={question}>
            <a href={url} className="inline-flex min-h-9 items-center">
              {question}
            </a>
          </li>
        ))}
      </ul>
      <Panel className="mt-12 max-w-2xl">
        <h2 className="font-serif text-2xl font-semibold">Ask a person</h2>
        <p className="mt-2 text-ink-mid">About a course, a certificate, your data, or training for a team.</p>
        <p className="mt-4 flex flex-wrap gap-3">
          <ButtonLink href="/enquire">Write to us</ButtonLink>
          <PhoneLinks />
        </p>
        <Places />
      </Panel>
      <p className="mt-8 max-w-2xl text-ink-mid">
        If you are in danger, leave and ring your emergency services. If a contact stays with you, your employer’s support line or your doctor can help; a
        course is no substitute.
      </p>
    </>
  );
}
