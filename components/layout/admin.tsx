import type { ReactNode } from 'react';

const PAGES = [
  ['Overview', '/admin'],
  ['Learners', '/admin/learners'],
  ['Enrolments', '/admin/enrolments'],
  ['Spreadsheets', '/admin/imports'],
  ['Links and seats', '/admin/invites'],
  ['Groups', '/admin/groups'],
  ['Reports', '/admin/reports'],
  ['Certificates', '/admin/certificates'],
  ['Letters', '/admin/letters'],
  ['Enquiries', '/admin/enquiries'],
  ['Newsletter', '/admin/newsletter'],
  ['Audit', '/admin/audit'],
  ['System', '/admin/system'],
] as const;

/** A page of the admin: its name, what can be done from it, and the way to the others. Dense and quiet. */
export function AdminFrame({
  at,
  title,
  over,
  actions,
  children,
}: {
  at: string;
  title: ReactNode;
  over?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[10rem_minmax(0,1fr)]">
      <nav aria-label="Admin" className="text-sm print:hidden">
        <ul className="flex flex-wrap gap-x-4 lg:grid">
          {PAGES.map(([name, href]) => (
            <li key={href}>
              <a
                href={href}
                aria-current={href === at ? 'page' : undefined}
                className="inline-flex min-h-9 items-center text-ink-mid no-underline hover:underline aria-[current=page]:font-semibold aria-[current=page]:text-ink"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0">
        <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div>
            {over && <p className="text-sm text-ink-soft">{over}</p>}
            <h1 className="font-serif text-2xl font-semibold sm:text-3xl">{title}</h1>
          </div>
          {actions && <div className="flex flex-wrap items-start gap-3">{actions}</div>}
        </div>
        {children}
      </div>
    </div>
  );
}

/** A part of an admin's page, named. */
export const AdminSection = ({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) => (
  <section aria-labelledby={id} className="mt-10">
    <h2 id={id} className="mb-3 font-serif text-xl font-semibold">
      {title}
    </h2>
    {children}
  </section>
);
