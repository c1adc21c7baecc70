import type { ReactNode } from 'react';
import { FILE_LIMIT, isNarrowed, type Listing, listingUrl, type Page } from '#lib/listing.ts';
import { Button, ButtonLink } from './button.tsx';

/** A column: its heading, what stands in it, the name it is sorted by if it can be, and whether it stays on one line, as dates and codes do. */
export type Column<Row> = { heading: string; cell: (row: Row) => ReactNode; sort?: string; numeric?: boolean; oneLine?: boolean };

type Props<Row> = { label: string; columns: Column<Row>[]; rows: Row[]; keyOf: (row: Row) => string; path?: string; listing?: Listing; empty?: ReactNode };

/**
 * A dense table of rows. Where it has a listing its headings sort it by address, so that the answer can be kept, sent and
 * gone back to. `empty` says what it means that there is nothing; that nothing fits a search is said by itself.
 */
export function Table<Row>({ label, columns, rows, keyOf, path, listing, empty = 'Nothing here.' }: Props<Row>) {
  if (rows.length === 0) return <p className="border-t border-rule py-4 text-ink-mid">{listing && isNarrowed(listing) ? 'Nothing fits that.' : empty}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="scrolls" tabIndex={0} aria-label={label}>
      <table className="w-full border-collapse text-sm [overflow-wrap:normal]">
        <thead>
          <tr className="border-b border-rule-strong text-start">
            {columns.map(({ heading, sort, numeric }) => (
              <th
                key={heading}
                scope="col"
                aria-sort={listing && sort === listing.sort ? (listing.descending ? 'descending' : 'ascending') : undefined}
                className={`py-1.5 ps-2 align-bottom font-semibold first:ps-0 last:pe-0 ${numeric ? 'pe-5 text-end' : 'pe-2 text-start'}`}
              >
                {listing && path && sort ? <SortLink {...{ heading, sort, listing, path }} /> : heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b border-rule">
              {columns.map(({ heading, cell, numeric, oneLine }) => (
                <td
                  key={heading}
                  className={`min-w-20 py-1.5 ps-2 align-top first:ps-0 last:pe-0 ${numeric ? 'pe-5 text-end tabular-nums' : 'pe-2'} ${oneLine ? 'whitespace-nowrap' : ''}`}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Somebody in a row: their name, leading to them where it can, and their address beneath it. */
export function Who({ name, email, href }: { name: string; email: string; href?: string }) {
  return (
    <>
      {href ? <a href={href}>{name || email}</a> : <span className="font-semibold">{name || 'No name yet'}</span>}
      {(name || !href) && <span className="block text-ink-soft">{email}</span>}
    </>
  );
}

/** Sorts by a column, and the other way round when it is sorted by it already. */
function SortLink({ heading, sort, listing, path }: { heading: string; sort: string; listing: Listing; path: string }) {
  const current = sort === listing.sort;
  return (
    <a href={listingUrl(path, listing, { sort: current && !listing.descending ? `-${sort}` : sort })} className="inline-flex min-h-6 items-center text-ink">
      {heading}
      {current && <span aria-hidden="true">{listing.descending ? ' ↓' : ' ↑'}</span>}
    </a>
  );
}

/** The way to the next page, and back to the first; a browser's back button knows the rest. */
export function Pager<Row>({ path, listing, page }: { path: string; listing: Listing; page: Page<Row> }) {
  if (!page.next && !listing.after) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex gap-6">
      {listing.after && <a href={listingUrl(path, listing)}>First page</a>}
      {page.next && <a href={listingUrl(path, listing, { after: page.next })}>Next page</a>}
    </nav>
  );
}

type FilterOption = { value: string; label: string };

/** Takes what is listed away as a file. The file route asks for the second factor again where it has to. */
export const TakeList = ({ path, listing }: { path: string; listing: Listing }) => (
  <div className="grid justify-items-center gap-1">
    <ButtonLink look="quiet" href={listingUrl(`${path}/list.csv`, listing)}>
      Download as CSV
    </ButtonLink>
    <span className="text-xs text-ink-soft">{FILE_LIMIT}</span>
  </div>
);

/** What narrows a list: a search and its filters, as a form that asks by address, and the way back to all of it. */
export function Filters({
  listing,
  search,
  filters = [],
  reset = 'Show all',
}: {
  listing: Listing;
  search?: string;
  filters?: { name: string; label: string; options?: FilterOption[]; type?: 'date' }[];
  reset?: string;
}) {
  const control = 'min-h-9 w-full min-w-0 rounded-lg border border-rule-strong bg-paper px-2 py-1 text-sm text-ink sm:w-auto';
  return (
    <form method="get" className="mb-5 grid grid-cols-2 items-end gap-3 text-sm sm:flex sm:flex-wrap">
      <input type="hidden" name="sort" value={`${listing.descending ? '-' : ''}${listing.sort}`} />
      {search && (
        <div className="col-span-2 grid gap-1">
          <label htmlFor="list-q" className="font-semibold">
            {search}
          </label>
          <input id="list-q" name="q" type="search" maxLength={200} defaultValue={listing.q} className={`${control} sm:w-56`} />
        </div>
      )}
      {filters.map(({ name, label, options, type }) => (
        <div key={name} className="grid min-w-0 gap-1">
          <label htmlFor={`list-${name}`} className="font-semibold">
            {label}
          </label>
          {options ? (
            <select id={`list-${name}`} name={name} defaultValue={listing.filter[name] ?? ''} className={`${control} sm:max-w-56`}>
              <option value="">Any</option>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          ) : (
            <input id={`list-${name}`} name={name} type={type ?? 'text'} defaultValue={listing.filter[name] ?? ''} className={control} />
          )}
        </div>
      ))}
      <span className="flex items-center gap-4">
        <Button look="quiet" size="small">
          Show
        </Button>
        {isNarrowed(listing) && <a href="?">{reset}</a>}
      </span>
    </form>
  );
}
