const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'Europe/London' });

/** 21 November 2026 */
export const formatDate = (date: Date) => day.format(date);

/** 21 Nov 2026, for the columns of dense tables. */
export const shortDate = (date: Date) => short.format(date);

/** 21 November 2026, of a day written as 2026-11-21, wherever it is read. */
export const formatDay = (iso: string) => formatDate(new Date(`${iso}T12:00:00Z`));

/** 21 November 2026 at 09:30, in London: where what stands around it says so. */
export const formatTime = (date: Date) => moment.format(date);

/** 21 November 2026 at 09:30 (London time) */
export const formatMoment = (date: Date) => `${formatTime(date)} (London time)`;

/** about 12 minutes · about 2 hours 15 minutes */
export function formatMinutes(total: number): string {
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  const parts = [hours ? `${hours} hour${hours === 1 ? '' : 's'}` : '', minutes ? `${minutes} minute${minutes === 1 ? '' : 's'}` : ''].filter(Boolean);
  return `about ${parts.join(' ') || 'a minute'}`;
}

const NUMBERS = ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

/** A count at the beginning of a sentence: Six, 13. */
export const inWords = (count: number) => NUMBERS[count] ?? String(count);

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
});
const partsOf = (date: Date) => Object.fromEntries(london.formatToParts(date).map(({ type, value }) => [type, value]));

/** The day a moment falls on in London, as 2026-12-31. */
export function dayOf(date: Date): string {
  const { year, month, day } = partsOf(date);
  return `${year}-${month}-${day}`;
}

/** The last moment of a day in London, summer time or not; null for what is no day. Whoever is asked for a date has all of it. */
export function endOfDay(day: string): Date | null {
  const winter = new Date(`${day}T23:59:59.999Z`);
  if (Number.isNaN(winter.getTime()) || winter.toISOString().slice(0, 10) !== day) return null;
  const summer = new Date(winter.getTime() - 3_600_000);
  return partsOf(summer)['hour'] === '23' ? summer : winter;
}

/** The end of the day so many days after a moment's day: by the calendar, whatever the clocks do in between. */
export function daysLater(date: Date, days: number): Date {
  const noon = new Date(`${dayOf(date)}T12:00:00Z`);
  return endOfDay(new Date(noon.getTime() + days * 86_400_000).toISOString().slice(0, 10))!;
}

/** A day as an address has it, 2026-11-21; null for anything else. */
export const readDay = (text: string | undefined): string | null => (text && /^2[01]\d\d-\d\d-\d\d$/.test(text) && endOfDay(text) ? text : null);

/** The day so many days after another; negative: before it. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
