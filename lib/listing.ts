/** How many rows a page of a list has. */
export const PAGE = 50;

/** How many rows a file of a list has at most; a longer one is asked for in parts. */
export const FILE_ROWS = 20_000;
/** The same beside every button that takes a list away: whoever counts rows must know. */
export const FILE_LIMIT = `${FILE_ROWS.toLocaleString('en-GB')} rows at the most`;

/** What a page is asked with. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** What a list's address asks for. A page is named by the row before it (keyset), so that page 400 costs what page 1 does. */
export type Listing = {
  q: string;
  sort: string;
  descending: boolean;
  after: { value: string; id: string } | null;
  /** The filters that are set, by name. */
  filter: Record<string, string>;
};

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value.slice(0, 200) : '');

/**
 * Reads a list's address. `sorts` names what it can be sorted by, the first being the default (`-` before a name: the
 * greatest first); `filters` names the filters. What is none of these is not there.
 */
export function readListing(params: SearchParams, sorts: readonly string[], filters: readonly string[] = []): Listing {
  const names = sorts.map((sort) => sort.replace('-', ''));
  const asked = one(params['sort']);
  const chosen = names.includes(asked.replace('-', '')) ? asked : sorts[0]!;
  const after = /^([\s\S]*)~([0-9a-f-]{36})$/.exec(one(params['after']));
  return {
    q: one(params['q']).replaceAll('\0', '').trim(),
    sort: chosen.replace('-', ''),
    descending: chosen.startsWith('-'),
    after: after ? { value: after[1]!.replaceAll('\0', ''), id: after[2]! } : null,
    filter: Object.fromEntries(filters.map((name) => [name, one(params[name]).replaceAll('\0', '')]).filter(([, value]) => value)),
  };
}

/** Whether a search or a filter leaves something out. */
export const isNarrowed = ({ q, filter }: Listing): boolean => q !== '' || Object.keys(filter).length > 0;

/** The address of a list as it is asked, with changes; a change begins again at the first page unless it says where. */
export function listingUrl(path: string, listing: Listing, change: { sort?: string; after?: { value: string; id: string } } = {}): string {
  const params = new URLSearchParams();
  if (listing.q) params.set('q', listing.q);
  for (const [name, value] of Object.entries(listing.filter)) params.set(name, value);
  params.set('sort', change.sort ?? `${listing.descending ? '-' : ''}${listing.sort}`);
  if (change.after) params.set('after', `${change.after.value}~${change.after.id}`);
  return `${path}?${params}`;
}

/** A page of rows, and where the next one begins. Ask the database for PAGE + 1 to know whether there is one. */
export type Page<Row> = { rows: Row[]; next: { value: string; id: string } | null };

export function pageOf<Row>(found: Row[], keyOf: (row: Row) => { value: string | Date; id: string }): Page<Row> {
  const rows = found.slice(0, PAGE);
  const last = found.length > PAGE ? keyOf(rows.at(-1)!) : null;
  return { rows, next: last && { id: last.id, value: last.value instanceof Date ? last.value.toISOString() : last.value } };
}

/** Words to look for by their beginnings, as a `tsquery` of the 'simple' configuration; empty where nothing can be looked for. */
export const wordsQuery = (q: string): string =>
  (q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, 8)
    .map((word) => `${word}:*`)
    .join(' & ');

/** What a request's address asks with, for a file of a list. */
export const paramsOf = ({ url }: Request): SearchParams => Object.fromEntries(new URL(url).searchParams);

/** What a list can be narrowed to, as a choice offers it. */
export const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
