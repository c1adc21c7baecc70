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

/** 21 November 2026 at 09:30 (London time) */
export const formatMoment = (date: Date) => `${moment.format(date)} (London time)`;

/** about 12 minutes · about 2 hours 15 minutes */
export function formatMinutes(total: number): string {
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  const parts = [hours ? `${hours} hour${hours === 1 ? '' : 's'}` : '', minutes ? `${minutes} minute${minutes === 1 ? '' : 's'}` : ''].filter(Boolean);
  return `about ${parts.join(' ') || 'a minute'}`;
}
