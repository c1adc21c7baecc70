import { notFound } from 'next/navigation';
import { ImageResponse } from 'next/og';
import { settlingPath } from '#components/ui/settling-line.ts';
import { findCourse, listCourses } from '#features/courses/course.server.ts';
import { fontFile } from '#lib/font-files.ts';

export const size = { width: 1200, height: 630 };
export const contentType = 'image/png';
export const alt = 'The course’s title over a line that enters agitated and leaves level';
export const generateStaticParams = () => listCourses().map(({ slug }) => ({ course: slug }));

/** The share image, drawn at build from the course's slug. */
export default async function Image({ params }: { params: Promise<{ course: string }> }) {
  const course = findCourse((await params).course);
  if (!course) notFound();
  const path = settlingPath({ seed: course.slug, width: 1200, height: 260 });
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
      <div style={{ fontFamily: 'Figtree', fontSize: 34, padding: '0 72px', color: '#175a5c' }}>Composure</div>
      <div style={{ fontFamily: 'Serif', fontSize: 76, lineHeight: 1.1, padding: '0 72px' }}>{course.title}</div>
      {/* biome-ignore lint/performance/noImgElement: drawn by the image renderer, not by a browser */}
      <img src={picture} width={1200} height={260} alt="" />
    </div>,
    {
      ...size,
      fonts: [
        { name: 'Serif', data: fontFile('serif') },
        { name: 'Figtree', data: fontFile('strong') },
      ],
    },
  );
}
