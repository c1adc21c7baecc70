const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});

/** 21 November 2026 */
export const formatDate = (date: Date) => day.format(date);

/** The same of a day written as 2026-11-21, wherever it is read. */
export const formatDay = (iso: string) => formatDate(new Date(`${iso}T12:00:00Z`));

/** 21 November 2026 at 09:30 (London time) */
export const formatMoment = (date: Date) => `${moment.format(date)} (London time)`;

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
