/**
 * The motif: a line that enters agitated and leaves level. One pure function draws it for the logo, course art, progress,
 * certificates and share images; the same seed always gives the same line.
 */
export type LineOptions = {
  /** What the line is drawn from; a course's slug, usually. */
  seed: string;
  width: number;
  height: number;
  /** Where along the width it has settled, 0–1. Default: from the seed. */
  settlesAt?: number;
  /** true: level first and trembling after, as in a course under way. */
  reversed?: boolean;
  /** How agitated it is at equal steps from start to end, each 0–1, in place of settling by itself. */
  levels?: readonly number[];
};

function* numbers(seed: string): Generator<number, never> {
  let state = [...seed].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619), 0x811c9dc5) >>> 0;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 4_294_967_296;
  }
}

/** How agitated the line is at t (0–1): 1 at its wildest, 0 once settled. */
function agitation(t: number, settlesAt: number): number {
  if (t >= settlesAt) return 0;
  const left = 1 - t / settlesAt;
  return left ** 1.25 * Math.min(1, t * 14 + 0.1);
}

/** Between two levels the line goes over from one to the other. */
function levelAt(levels: readonly number[], t: number): number {
  const at = t * (levels.length - 1);
  const from = levels[Math.floor(at)] ?? 0;
  return from + ((levels[Math.ceil(at)] ?? from) - from) * (at % 1);
}

/** The line as an SVG path in a width × height box. */
export function settlingPath({ seed, width, height, settlesAt, reversed = false, levels }: LineOptions): string {
  const random = numbers(seed);
  const next = () => random.next().value;
  for (let warm = 0; warm < 4; warm++) next();
  const settle = settlesAt ?? 0.55 + next() * 0.25;
  const waves = [7 + next() * 4, 13 + next() * 6, 23 + next() * 8];
  const phases = waves.map(() => next() * Math.PI * 2);
  const weights = [0.62 + next() * 0.2, 0.3, 0.16];
  const steps = Math.max(60, Math.min(220, Math.round(width / 4)));
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const t = step / steps;
    const wild = levels ? levelAt(levels, t) : reversed ? (t <= settle ? 0 : Math.min(1, (t - settle) * 6) * 0.8) : agitation(t, settle);
    const wave = waves.reduce((sum, count, at) => sum + weights[at]! * Math.sin(t * count * Math.PI * 2 + phases[at]!), 0);
    return [t * width, height / 2 + (wave * wild * height) / 2.3] as const;
  });
  const round = (value: number) => Math.round(value * 10) / 10;
  // Once it is level for good, one straight stroke says the rest.
  const end = levels || reversed ? points.length - 1 : Math.min(points.length - 1, Math.ceil(settle * steps) + 2);
  // A curve through the middles, with the points to bend by. After the first, each bend is the mirror of the one before (T),
  // which need not be written; it is reckoned from what was written, so that no error of rounding grows.
  let bend = points[1]!.map(round) as [number, number];
  let path = `M${points[0]!.map(round).join(' ')}Q${bend.join(' ')}`;
  for (let at = 1; at < end; at++) {
    const middle = [0, 1].map((axis) => round((bend[axis]! + points[at + 1]![axis]!) / 2)) as [number, number];
    path += `${at === 1 ? ' ' : 'T'}${middle.join(' ')}`;
    bend = [0, 1].map((axis) => 2 * middle[axis]! - bend[axis]!) as [number, number];
  }
  const last = points.at(-1)!;
  return `${path}L${round(last[0])} ${round(last[1])}`;
}
