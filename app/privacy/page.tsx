import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { PrivacyContents, PrivacyTables } from '#features/privacy/privacy-tables.tsx';

export const metadata: Metadata = {
  title: 'Privacy',
  description: 'Everything Composure stores about you: what it is, why, how long, who sees it, and how you take a copy or erase it.',
  alternates: { canonical: '/privacy' },
};

export default function PrivacyPage() {
  return (
    <>
      <PageHead title="Privacy">
        <p>Everything this site stores, why, and for how long. A test fails when the database holds a column that is not on this page.</p>
      </PageHead>
      <div className="prose">
        <h2>In short</h2>
        <ul>
          <li>You can read the public pages without an account. They set no cookie, and load nothing from anybody else.</li>
          <li>Nothing here counts visitors, follows you about, or shows you advertising.</li>
          <li>With an account, we store your address, your name, and what you do on your courses.</li>
          <li>
            Most of that stays until you erase it, which you can do yourself at any time. Where a shorter time is given below, the site keeps to it by itself.
          </li>
        </ul>
        <h2>Cookies</h2>
        <p>
          Signing in sets one cookie that keeps you signed in. It holds a number, sealed, and goes when you sign out or after 30 days. A second cookie comes
          with it. It holds nothing but this site’s own address, and goes when you close the browser. If you sign in through your organisation, three more tie
          its answer to your question; they last 15 minutes at most.
        </p>
        <p>Signing in cannot work without these, and there are no others. That is why no banner asks you.</p>
        <h2>On your own device</h2>
        <p>
          The <a href="/phrase-coach">phrase coach</a> reads in your browser and sends nothing. If you keep a phrase, that is stored in this browser alone;
          clear the site’s data to remove it. If your browser runs no script, a button sends your text to our server. It is read there, and not kept. If you try
          a conversation without an account, what you chose stands in the page’s address, and nowhere else.
        </p>
        <h2>Who else sees it</h2>
        <ul>
          <li>
            Anybody you give a certificate’s code to sees the name, the course, the date, who marked the letter if there was one, and whether it is valid.
          </li>
          <li>
            If you ask for a letter to be marked, the admins see it with your name. So does the mentor you name, who gets a mail with your name and the course.
          </li>
          <li>
            Admins see your name and address, the courses and groups you are on, how far you are, when you were last active, how your checks and conversations
            ended, and your certificates. They do not see your notes, your exercises or your answers. What they change is written down.
          </li>
          <li>
            If you are in a group, its managers see your name and address and how far you are on your courses. They see nothing you write, no answers and no
            scores.
          </li>
          <li>An enquiry goes by mail to the address set for that, or else to every admin. Admins can read it here, and write notes on it.</li>
          <li>The mail server that carries our mail sees the mail.</li>
          <li>If you sign in through your organisation, it learns that you did. It tells us your address; we keep nothing else of what it says.</li>
          <li>Whoever runs the database can read what is in it, and may keep copies of it in case it breaks.</li>
        </ul>
        <p>
          When something breaks, the server writes one line: what kind of fault, and the page it happened on. It leaves out what you typed, who you are, and the
          page’s full address. The site keeps no record of who reads what. A server in front of it may.
        </p>
        <h2>Your copy, and being erased</h2>
        <p>
          You do both yourself, under <a href="/account/data">your data</a> on your account page. The copy is one file with everything that the list below says
          is in it. Erasing happens at once, by the same list, and cannot be undone. Without an account, sign in once with the address it is stored under: that
          makes one, and it goes with the rest. You can change your name on <a href="/account">your account page</a>, and take what you wrote in lessons away as
          a file from each course’s page.
        </p>
        <p>
          When you are erased you choose what becomes of your certificates. They stay, with your name on them, so that anybody with a code can go on checking
          it; or they go, and their codes are unknown here. Mail that has already reached somebody is not changed by it. Nor are backups: they go when they are
          replaced, and whoever restores one has to erase again whoever was erased since.
        </p>
        <p>
          If you cannot sign in, or something is wrong and you cannot mend it, <a href="/contact">write to us</a> from the address it is stored under. An admin
          does it once you have answered a mail to that address. Their copy leaves out what the site shows to you alone.
        </p>
        <h2>Who is responsible</h2>
        <p>
          Composure is an invented provider. There is no company behind this page. Whoever runs the site for real people has to say here who they are and where,
          on what legal grounds they store each thing, which mail and hosting services they use, and which authority you can complain to.
        </p>
        <h2>Everything that is stored</h2>
        <p>
          By topic. “Fingerprint” means that we store enough to recognise something, and not the thing itself. “Erasure” is what happens when you are erased,
          and “in your copy” whether it is part of the copy you can take.
        </p>
        <PrivacyContents />
        <PrivacyTables />
      </div>
    </>
  );
}
