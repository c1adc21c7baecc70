import { ImageResponse } from 'next/og';
import { settlingPath } from '#components/ui/settling-line.ts';
import { fontFile } from '#lib/font-files.ts';

export const shareSize = { width: 1200, height: 630 };

/** The image a shared link shows: a title over the line that settles, drawn from a slug. */
export function shareImage(title: string, seed: string, over = 'Composure') {
  const path = settlingPath({ seed, width: 1200, height: 260 });
  const picture = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="260"><path d="${path}" fill="none" stroke="#175a5c" stroke-width="5"/></svg>`)}`;
  return new ImageResponse(
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        background: '#fcf9f4',
        color: '#241d17',
        padding: '64px 0',
      }}
    >
      <div style={{ fontFamily: 'Figtree', fontSize: 34, padding: '0 72px', color: '#175a5c' }}>{over}</div>
      <div style={{ fontFamily: 'Serif', fontSize: title.length > 60 ? 62 : 76, lineHeight: 1.1, padding: '0 72px' }}>{title}</div>
      {/* biome-ignore lint/performance/noImgElement: drawn by the image renderer, not by a browser */}
      <img src={picture} width={1200} height={260} alt="" />
    </div>,
    {
      ...shareSize,
      fonts: [
        { name: 'Serif', data: fontFile('serif') },
        { name: 'Figtree', data: fontFile('strong') },
      ],
    },
  );
}
