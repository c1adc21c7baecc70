import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LineOptions, settlingPath } from './settling-line.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const options: fc.Arbitrary<LineOptions> = fc
  .record({
    seed: fc.string({ unit: 'grapheme' }),
    width: fc.double({ min: 20, max: 4_000, noNaN: true }),
    height: fc.double({ min: 1, max: 1_000, noNaN: true }),
    reversed: fc.boolean(),
    settlesAt: fc.option(share, { nil: undefined }),
  })
  .map(({ settlesAt, ...rest }) => ({ ...rest, ...(settlesAt === undefined ? {} : { settlesAt }) }));

/** Every number of a path, as x and y in turn. */
function pointsOf(path: string): [number, number][] {
  const numbers = path.match(/-?[\d.]+/g)!.map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at]!, numbers[2 * at + 1]!]);
}

describe('the settling line', () => {
  test('is the same for the same seed', () => {
    fc.assert(fc.property(options, (option) => void expect(settlingPath(option)).toBe(settlingPath({ ...option }))));
  });

  test('differs between the slugs of courses', () => {
    const lines = ['straight-and-kind', 'hear-ask-explain', 'a', 'b', ''].map((seed) => settlingPath({ seed, width: 400, height: 80 }));
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('is a well-formed path for any seed and size, with no NaN, Infinity or exponent in it', () => {
    fc.assert(
      fc.property(
        options,
        (option) => void expect(settlingPath(option)).toMatch(/^M[\d.]+ -?[\d.]+Q-?[\d.]+ -?[\d.]+ -?[\d.]+ -?[\d.]+(T-?[\d.]+ -?[\d.]+)*L[\d.]+ -?[\d.]+$/),
      ),
    );
  });

  // Its waves seldom peak together; when they do, and it settles only at its end, it leans 1.2 % of its height over the edge.
  test('stays in its box, give or take a fiftieth of its height, and goes from its left edge to its right', () => {
    fc.assert(
      fc.property(options, (option) => {
        const points = pointsOf(settlingPath(option));
        for (const [x, y] of points) {
          expect(x >= 0 && x <= option.width + 0.05).toBe(true);
          expect(Math.abs(y - option.height / 2)).toBeLessThanOrEqual(0.52 * option.height + 0.05);
        }
        expect(points[0]![0]).toBe(0);
        expect(points.at(-1)![0]).toBeCloseTo(option.width, 0);
      }),
    );
  });

  test('is level from where it settles to its end', () => {
    fc.assert(
      fc.property(options, share, (option, settlesAt) => {
        const settled = pointsOf(settlingPath({ ...option, settlesAt, reversed: false })).filter(([x]) => x > (settlesAt + 1 / 60) * option.width);
        for (const [, y] of settled) expect(Math.abs(y - option.height / 2)).toBeLessThanOrEqual(0.11);
      }),
    );
  });

  test('left to its seed, ends level and does not begin so', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const ys = pointsOf(settlingPath({ seed, width: 800, height: 100 })).map(([, y]) => y);
        expect(ys.at(-1)).toBe(50);
        expect(Math.max(...ys.slice(0, ys.length / 2)) - Math.min(...ys.slice(0, ys.length / 2))).toBeGreaterThan(20);
      }),
    );
  });

  test('reversed, is level first and trembles after', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (seed, settlesAt) => {
        const points = pointsOf(settlingPath({ seed, width: 800, height: 100, settlesAt, reversed: true }));
        expect(points.filter(([x]) => x < settlesAt * 800 - 5).every(([, y]) => y === 50)).toBe(true);
        expect(points.some(([x, y]) => x > settlesAt * 800 && Math.abs(y - 50) > 2)).toBe(true);
      }),
    );
  });
});
