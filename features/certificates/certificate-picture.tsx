import { Logo } from '#components/ui/art.tsx';
import { settlingPath } from '#components/ui/settling-line.ts';
import { formatDate } from '#lib/dates.ts';

type Props = { seed: string; name: string; courseTitle: string; issuedAt: Date | null };

/** A certificate as a picture of itself, for its own page and as a preview. */
export function CertificatePicture({ seed, name, courseTitle, issuedAt }: Props) {
  return (
    <div className="relative grid aspect-[1.414] content-between overflow-hidden rounded-lg border border-rule-strong bg-paper p-[6%] [container-type:inline-size]">
      <svg viewBox="0 0 600 90" preserveAspectRatio="none" aria-hidden="true" className="absolute inset-x-0 bottom-[22%] h-1/5 w-full">
        {[0, 1, 2, 3].map((echo) => (
          <path
            key={echo}
            d={settlingPath({ seed: `${seed}${echo || ''}`, width: 600, height: 90 - echo * 16, settlesAt: 0.66 + echo * 0.06 })}
            transform={`translate(0 ${echo * 8})`}
            fill="none"
            className={echo === 0 ? 'stroke-pine' : 'stroke-pine/30'}
            strokeWidth={echo === 0 ? 2 : 1}
          />
        ))}
      </svg>
      <p className="flex items-center gap-[2cqi] font-serif text-[3.6cqi] font-semibold">
        <Logo size={22} /> Composure
      </p>
      <div>
        <p className="text-[2.6cqi] text-ink-soft">Certificate of completion</p>
        <p className="font-serif text-[6.4cqi] leading-tight font-semibold break-words">{name}</p>
        <p className="mt-[1cqi] text-[3.2cqi] text-balance">{courseTitle}</p>
      </div>
      <p className="text-[2.6cqi] text-ink-soft">{issuedAt ? formatDate(issuedAt) : 'The day it becomes yours'}</p>
    </div>
  );
}
