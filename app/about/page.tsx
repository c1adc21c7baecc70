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
        <h2>What the site keeps about you</h2>
        <p>
          Reading the public pages sets no cookie and needs no account. When you sign in, one cookie keeps you signed in. We keep your e-mail address, your name
          as you type it, the courses you are on, what you answer, and what you write in a lesson. What you write in a lesson is shown to you and to nobody
          else.
        </p>
        <h2>Certificates</h2>
        <p>
          A certificate has a code of 32 letters and digits. <a href="/certificates">Anybody who has the code</a> can see the name, the course, the date and
          whether it is valid. The page shows nothing more, and search engines are asked to leave it alone.
        </p>
        <h2>Accessibility</h2>
        <p>
          We build to WCAG 2.2, level AA. Every page is tested with an automated checker in light and dark, and every journey by keyboard and without
          JavaScript. Questions are made of ordinary browser controls and none has a clock.
        </p>
      </div>
    </>
  );
}
