import { shareImage } from '#components/share-image.tsx';

export const size = { width: 1200, height: 630 };
export const contentType = 'image/png';
export const alt = 'Practise the hard conversation before it happens, over a line that enters agitated and leaves level';

/** The share image of every page that has none of its own. */
export default function Image() {
  return shareImage('Practise the hard conversation before it happens.', 'composure');
}
