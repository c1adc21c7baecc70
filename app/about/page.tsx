import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';

export const metadata: Metadata = {
  title: 'About this site',
  description: 'Who Composure is for, what it keeps about you, and how it was checked.',
  alternates: { canonical: '/about' },
};

export default function AboutPage() {
  return (
    <>
      <PageHead title="About this site">
        <p>Composure is an invented training provider. Everything the site says about itself is true of the site.</p>
      </PageHead>
      <div className="prose">
        <h2>How the courses are made</h2>
        <p>
          Each lesson rests on named sources, and says how firm each one is. Where the evidence is mixed we say so. Where something is only practice, we say
          that too. No course promises business results; it says what you will be able to do.
        </p>
        <h2>How certificates are checked</h2>
        <p>
          A certificate has a code of 32 letters and digits, too many to guess. <a href="/certificates">Anybody who has the code</a> can see the name on it, the
          course, the date, whether it is valid, and, where a course asks for a marked letter, who marked it. The page shows nothing more, and search engines
          are asked to leave it alone. A certificate that was withdrawn says so.
        </p>
        <h2>What the site keeps about you</h2>
        <p>
          Reading the public pages sets no cookie and needs no account. What is kept once you sign in, why, and for how long is on{' '}
          <a href="/privacy">the privacy page</a>.
        </p>
        <h2>Accessibility</h2>
        <p>
          We build to WCAG 2.2, level AA. <a href="/accessibility">What was tested, and what falls short</a>.
        </p>
        <h2>Reporting a weakness</h2>
        <p>
          If you find a way to see or do what you should not, <a href="/enquire">tell us</a>, and give us time to mend it before you tell others.
        </p>
      </div>
    </>
  );
}
