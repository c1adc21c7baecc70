import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { CERTIFICATE_WORDING } from '#features/certificates/certificate.ts';

export const metadata: Metadata = {
  title: 'Terms',
  description: 'What you can expect of Composure and what it expects of you: courses, certificates, what you write, and what nobody promises.',
  alternates: { canonical: '/terms' },
};

export default function TermsPage() {
  return (
    <>
      <PageHead title="Terms">
        <p>What you can expect of this site, and what it expects of you. In plain words, because they are meant to be read.</p>
      </PageHead>
      <div className="prose">
        <h2>Who this is</h2>
        <p>
          Composure is an invented training provider, and this site shows how it would work. There is no company behind it, so these terms are not a contract
          with one. Whoever runs the site for real people has to put their own name, address and terms here.
        </p>
        <h2>What a course is</h2>
        <p>
          A course is text to read, practice to do, and checks to take, at your own pace. It says what you will be able to do, and which sources it rests on.
          You can read the first lesson of every open course without an account. This site takes no payment for anything.
        </p>
        <h2>What it is not</h2>
        <p>
          It is not legal, medical or other professional advice. It does not replace your employer’s rules, and it gives you no authority you did not have. The
          people in its conversations are invented. If somebody is in danger, stop reading and get help.
        </p>
        <h2>Your account</h2>
        <p>
          Use an address that is yours; whoever reads its mail can sign in. Sign out on a device you share. We may close an account that is used to harm others
          or the site. You can leave when you like: <a href="/account/data">erase the account yourself</a>, at once and for good.
        </p>
        <h2>Certificates</h2>
        <p>
          {CERTIFICATE_WORDING} It is issued once you have done everything its course asks for. It says what the course taught and that you passed; no awarding
          body stands behind it.
        </p>
        <p>
          A certificate can be revoked, for instance when somebody else did the work. Its public page then says that it is revoked, and not why. Pass it on as
          it is: a copy that has been altered is no certificate. If you erase your account, you choose whether your certificates stay valid without it.
        </p>
        <h2>Letters and mentors</h2>
        <p>
          Some courses ask for a letter that somebody else marks. Name a mentor only if they would expect it: we send them one mail with your name. If you mark
          a letter, read it fairly and keep it to yourself. A mark stays as it was given.
        </p>
        <h2>What you write</h2>
        <p>
          What you write stays yours. We use it to show it to you, and to have it marked where you ask for that. Write about real situations if it helps, but
          leave out the names and details of real customers and colleagues.
        </p>
        <h2>What we wrote</h2>
        <p>
          Read the lessons and articles, use the lines in your work, and print the job aids for yourself and your team. Do not sell them, publish them as your
          own, or copy a course to another site. Works we quote belong to the people we name.
        </p>
        <h2>Enquiries</h2>
        <p>An enquiry is a question. Nothing is ordered by it, and no price follows from it, until both sides have agreed in writing.</p>
        <h2>Whether the site is there</h2>
        <p>
          We try to keep it running and your work safe. We do not promise either. Courses change; a check you have begun is marked by the questions it began
          with. A course can be taken down, and so can the site. Keep your own copy of what matters to you: your certificates as PDF, your notes as a file.
        </p>
        <h2>What nobody promises</h2>
        <p>
          No course promises you a result, a job or a calm customer. We say so where the evidence is mixed, and we can still be wrong. Use your judgement, and
          tell us. Nothing here takes away a right that the law gives you.
        </p>
        <h2>The law</h2>
        <p>An invented provider has no country. Whoever runs the site for real has to say which law holds, and which court.</p>
        <h2>Changes</h2>
        <p>
          These are the terms of 22 November 2026. When they change, so does the date. Questions: <a href="/contact">write to us</a>. What is stored about you
          is on the <a href="/privacy">privacy page</a>.
        </p>
      </div>
    </>
  );
}
