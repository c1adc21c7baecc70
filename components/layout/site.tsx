import type { ReactNode } from 'react';
import { Logo } from '#components/ui/art.tsx';

const link = 'inline-flex min-h-11 items-center px-2 text-ink no-underline hover:underline';

const FOOTER = [
  ['Help and contact', '/contact'],
  ['Check a certificate', '/certificates'],
  ['Phrase coach', '/phrase-coach'],
  ['About this site', '/about'],
  ['Privacy', '/privacy'],
  ['Accessibility', '/accessibility'],
  ['Terms', '/terms'],
] as const;

/** The page's furniture: skip link, header, main, footer. Static on every page; nothing here asks who you are. */
export function SiteFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:m-2 focus:rounded-lg focus:bg-paper focus:p-3">
        Skip to the page
      </a>
      <header className="border-b border-rule print:hidden">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 px-4 py-2 sm:px-6">
          <a href="/" className="inline-flex min-h-11 items-center gap-2.5 font-serif text-xl font-semibold text-ink no-underline">
            <Logo />
            Composure
          </a>
          <nav aria-label="Main" className="-mx-2 flex flex-wrap items-center gap-x-1 sm:gap-x-3">
            <a href="/courses" className={link}>
              Courses
            </a>
            <a href="/articles" className={link}>
              Articles
            </a>
            <a href="/teams" className={link}>
              For teams
            </a>
            <a href="/dashboard" className={link}>
              My learning
            </a>
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 py-8 outline-none sm:px-6 sm:py-12">
        {children}
      </main>
      <footer className="mt-12 border-t border-rule print:hidden">
        <div className="mx-auto flex max-w-6xl flex-wrap items-baseline justify-between gap-x-8 gap-y-3 px-4 py-8 text-sm text-ink-soft sm:px-6">
          <p className="max-w-md">Composure: courses for people who handle other people’s bad days. Practise the hard conversation before it happens.</p>
          <nav aria-label="Footer" className="-mx-2 flex flex-wrap gap-x-2">
            {FOOTER.map(([name, href]) => (
              <a key={href} href={href} className={link}>
                {name}
              </a>
            ))}
          </nav>
        </div>
      </footer>
    </>
  );
}

/** A page's opening: its name, and one line under it. */
export function PageHead({ title, children, over }: { title: ReactNode; children?: ReactNode; over?: ReactNode }) {
  return (
    <div className="mb-8 max-w-3xl print:mb-4">
      {over && <p className="mb-2 text-ink-soft">{over}</p>}
      <h1 className="font-serif text-3xl font-semibold text-balance sm:text-4xl">{title}</h1>
      {children && <div className="mt-4 text-lg text-ink-mid print:mt-2 print:text-base">{children}</div>}
    </div>
  );
}

/** Something kept short and to the side: a panel on sand. */
export const Panel = ({ children, className = '' }: { children: ReactNode; className?: string }) => (
  <div className={`rounded-xl bg-sand p-5 sm:p-6 ${className}`}>{children}</div>
);
