import { settlingPath } from './settling-line.ts';

/** The logo: the line in a circle. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="shrink-0 text-pine">
      <circle cx="16" cy="16" r="15" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="M4.5 16Q6 8 7.5 16T10.5 16Q12 10.5 13.5 16T16.5 16Q18 13.5 19.5 16H27.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** A course's art, drawn from its slug: three echoes of one line, settling together. Decorative. */
export function CourseArt({ slug, className }: { slug: string; className?: string }) {
  const line = (echo: number) => settlingPath({ seed: `${slug}${echo || ''}`, width: 400, height: 150 - echo * 22, settlesAt: 0.62 + echo * 0.09 });
  return (
    <svg viewBox="0 0 400 200" preserveAspectRatio="xMidYMid slice" aria-hidden="true" className={className}>
      <rect width="400" height="200" className="fill-sand" />
      {[3, 2, 1].map((echo) => (
        <path
          key={echo}
          d={line(echo)}
          transform={`translate(0 ${25 + echo * 11})`}
          fill="none"
          className={echo === 3 ? 'stroke-coral/40' : 'stroke-pine/30'}
          strokeWidth="1.25"
        />
      ))}
      <path d={line(0)} transform="translate(0 25)" fill="none" className="stroke-pine" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** A course under way: what is finished is level, what is ahead still trembles. Its numbers stand beside it in words. */
export function ProgressLine({ slug, done, of }: { slug: string; done: number; of: number }) {
  const share = of === 0 ? 0 : done / of;
  return (
    <div>
      <svg viewBox="0 0 400 28" preserveAspectRatio="none" aria-hidden="true" className="h-7 w-full">
        <path
          d={settlingPath({ seed: slug, width: 400, height: 28, settlesAt: share, reversed: true })}
          fill="none"
          className="stroke-ink-soft/60"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
        {share > 0 && <path d={`M0 14H${400 * share}`} fill="none" className="stroke-pine" strokeWidth="3" vectorEffect="non-scaling-stroke" />}
      </svg>
      <p className="text-sm text-ink-soft">
        {done} of {of} lessons done
      </p>
    </div>
  );
}
