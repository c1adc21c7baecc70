import { describe, expect, test } from 'vitest';
import { listCourses } from '../courses/course.server.ts';
import { everyPath } from './conversation.ts';
import { findScenario } from './scenario.server.ts';
import { figuresOf } from './scenario-checks.ts';
import { BOX, graphOf } from './scenario-graph.ts';

const scenarios = listCourses().flatMap((course) => course.scenarios.map(({ slug }) => findScenario(course, slug)!.scenario));

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('the graph of %s', (_, scenario) => {
  const graph = graphOf(scenario);

  test('has every reply and every ending, and counts the paths through each', () => {
    const figures = figuresOf(scenario);
    expect(graph.paths).toBe(figures.paths);
    for (const { id, paths } of figures.endings) expect(graph.boxes.find((box) => box.id === `end ${id}`)?.paths).toBe(paths);
    expect(graph.boxes.filter(({ kind }) => kind === 'ending').reduce((sum, { paths }) => sum + paths, 0)).toBe(figures.paths);
  });

  test('what arrives at a box is what passes through it, and so is what leaves it', () => {
    const sum = (side: 'from' | 'to', id: string) => graph.lines.filter((line) => line[side] === id).reduce((total, { paths }) => total + paths, 0);
    const first = [...everyPath(scenario)][0]!.turns[0]!.node;
    for (const { id, kind, paths } of graph.boxes) {
      if (id !== first) expect([id, sum('to', id)]).toEqual([id, paths]);
      if (kind !== 'ending') expect([id, sum('from', id)]).toEqual([id, paths]);
    }
  });

  test('no two boxes overlap, all stand inside the picture, and every line leads down', () => {
    for (const a of graph.boxes) {
      expect(a.x >= 0 && a.y >= 0 && a.x + BOX.width <= graph.width && a.y + BOX.height <= graph.height, a.id).toBe(true);
      for (const b of graph.boxes) if (a !== b) expect(Math.abs(a.x - b.x) >= BOX.width || Math.abs(a.y - b.y) >= BOX.height, `${a.id} ${b.id}`).toBe(true);
    }
    const at = (id: string) => graph.boxes.find((box) => box.id === id)!;
    for (const { from, to } of graph.lines) expect(at(to).y).toBeGreaterThan(at(from).y);
  });
});
