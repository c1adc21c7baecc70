import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';

export const metadata: Metadata = {
  title: 'Accessibility statement',
  description: 'What Composure is built to, what is tested and how, what has not been tested, and how to tell us of a barrier.',
  alternates: { canonical: '/accessibility' },
};

export default function AccessibilityPage() {
  return (
    <>
      <PageHead title="Accessibility statement">
        <p>We build to WCAG 2.2, level AA. Here is what is tested, how, and what is not.</p>
      </PageHead>
      <div className="prose">
        <h2>Where we stand</h2>
        <p>
          We know of no page that fails level AA. We do not claim that every page meets it: programs have tested this site, its makers have used it, and nobody
          independent has audited it.
        </p>
        <h2>What you can rely on</h2>
        <ul>
          <li>Pages are documents: headings, lists, links, and ordinary form controls. Nothing is dragged; ordering and matching are lists to choose from.</li>
          <li>Nothing has a clock. Checks, conversations and letters wait for you, and answers in a check are saved as you give them.</li>
          <li>There is no video and no audio, and nothing moves by itself.</li>
          <li>
            Signing in asks for no password and no puzzle. A link or a code comes by mail, and you can paste the code. It works for 15 minutes; you can ask
            again.
          </li>
          <li>A colour never speaks alone: the same is said in words.</li>
          <li>Light or dark follows your device. You can zoom, and text follows the size you set.</li>
        </ul>
        <h2>What is tested, and how</h2>
        <p>One command runs all of these, and a fault in any of them fails it.</p>
        <ul>
          <li>
            <strong>The sources of every page.</strong> Each colour of text is measured on each ground, in both themes: at least 7:1 for reading, 4.5:1 for all
            other text, 3:1 for the edges of controls. Nothing may be wider than 320 px, set its text in fixed sizes, stop you from zooming, hide the focus, or
            be too small to hit.
          </li>
          <li>
            <strong>A checker in a browser.</strong> The journeys in our tests stop at page after page and run axe, in light and in dark, with its rules for
            WCAG 2.0, 2.1 and 2.2, levels A and AA, and its good practice.
          </li>
          <li>
            <strong>The keyboard alone.</strong> Finding a course, signing in and joining it; the phrase coach; and every open course to its certificate: its
            first lesson and its last, its conversations, its letter, questions of each kind in its checks, and the certificate’s own page. The test fails where
            the focus cannot be seen.
          </li>
          <li>
            <strong>Names.</strong> The journeys find links, buttons and fields by what they are and what they are called, as a screen reader announces them. A
            control without a name stops them.
          </li>
          <li>
            <strong>Without JavaScript.</strong> Searching and filtering the catalogue, reading, asking us, the newsletter, signing in, joining, lessons,
            checks, conversations, review, and checking a certificate.
          </li>
          <li>
            <strong>Small screens.</strong> Every public page and every lesson is measured at 320 px wide, and nothing scrolls sideways. Parts of many journeys
            run at 390 px.
          </li>
          <li>
            <strong>The certificate’s PDF.</strong> It is tagged, titled and says its language, and its text reads in order.
          </li>
        </ul>
        <h2>What has not been tested</h2>
        <ul>
          <li>Nobody who relies on assistive technology has tested this site for us. We have not gone through it by hand with a screen reader.</li>
          <li>The tests run in one browser, Chromium. Others may differ.</li>
          <li>A checker finds only some faults. A page that no journey stops at has the checks on its sources and no more.</li>
          <li>
            The keyboard journeys leave out the exercises inside lessons, lesson checks, review cards, marking somebody else’s letter, and all but one way
            through the admin pages. They are made of the same controls.
          </li>
          <li>No test measures text at 200 %, other people’s text spacing, or forced colours. For the first, the sources are checked.</li>
          <li>Speech control, switches and screen magnifiers have not been tried.</li>
        </ul>
        <h2>What we know falls short</h2>
        <ul>
          <li>
            On a certificate’s PDF, a name in Arabic, Chinese or another script its typeface lacks prints as empty boxes. The certificate’s web page shows the
            name.
          </li>
          <li>Some lessons and questions write a gap as underscores, which a screen reader may spell out.</li>
          <li>Everything is in English.</li>
        </ul>
        <h2>Tell us</h2>
        <p>
          If something stops you, <a href="/contact">write to us</a>. Say which page, what you were doing, and what you use to read it. If you need a lesson or
          a job aid in another form, say which form.
        </p>
        <p>Composure is an invented provider, so no public body oversees it. Whoever runs the site for real people has to name the one you can complain to.</p>
        <p>Written on 22 November 2026, from what the tests do on that day.</p>
      </div>
    </>
  );
}
