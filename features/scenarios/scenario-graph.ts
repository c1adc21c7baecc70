import { everyPath, optionOf } from './conversation.ts';
import { type Choice, decisionsOf, type Grade, type Option, type Scenario } from './scenario.ts';

/** A scenario as a picture: boxes with their places, and lines with how many paths run along each. */
export type GraphBox = {
  id: string;
  kind: 'reply' | 'repair' | 'ending';
  title: string;
  text: string;
  grade: Grade | null;
  paths: number;
  x: number;
  y: number;
};
/** `choice` is null where several replies come to the same ending by the endings' own conditions. */
export type GraphLine = { from: string; to: string; choice: Choice | null; quality: Option['quality'] | null; paths: number };
export type Graph = { width: number; height: number; paths: number; boxes: GraphBox[]; lines: GraphLine[] };

export const BOX = { width: 150, height: 92 };
const GAP = { x: 8, wide: 60, y: 104 };

const endingId = (ending: string) => `end ${ending}`;

/** Lays a scenario out by walking every path: each box stands as far down as the longest way to it, the endings last. */
export function graphOf(scenario: Scenario): Graph {
  const depth = new Map<string, number>();
  const visits = new Map<string, number>();
  const lines = new Map<string, GraphLine>();
  let paths = 0;
  for (const path of everyPath(scenario)) {
    paths += 1;
    path.turns.forEach((turn, at) => {
      const to = path.turns[at + 1]?.node ?? endingId(path.ending!);
      depth.set(turn.node, Math.max(depth.get(turn.node) ?? 0, at));
      visits.set(turn.node, (visits.get(turn.node) ?? 0) + 1);
      if (to.startsWith('end ')) visits.set(to, (visits.get(to) ?? 0) + 1);
      const option = optionOf(scenario, turn);
      const judged = option.next === 'end';
      const key = `${turn.node} ${judged ? '' : turn.choice} ${to}`;
      const line = lines.get(key) ?? { from: turn.node, to, choice: judged ? null : turn.choice, quality: judged ? null : option.quality, paths: 0 };
      lines.set(key, { ...line, paths: line.paths + 1 });
    });
  }
  const last = Math.max(...depth.values()) + 1;
  const replies: GraphBox[] = decisionsOf(scenario).map(([id, node]) => ({
    ...{ id, kind: node.repair ? ('repair' as const) : ('reply' as const), title: id, text: node.prompt, grade: null },
    ...{ paths: visits.get(id) ?? 0, x: 0, y: depth.get(id) ?? 0 },
  }));
  const endings: GraphBox[] = scenario.endings.map(({ id, title, grade }) => ({
    ...{ id: endingId(id), kind: 'ending' as const, title: id, text: title, grade, paths: visits.get(endingId(id)) ?? 0, x: 0, y: last },
  }));
  const boxes = [...replies, ...endings];
  const rows = Array.from({ length: last + 1 }, (_, y) => boxes.filter((box) => box.y === y));
  const width = Math.max(...rows.map((row) => row.length * (BOX.width + GAP.x) - GAP.x)) + 4;
  for (const row of rows) {
    const gap = Math.min(GAP.wide, row.length > 1 ? (width - 4 - row.length * BOX.width) / (row.length - 1) : 0);
    const start = (width - row.length * (BOX.width + gap) + gap) / 2;
    row.forEach((box, at) => {
      box.x = start + at * (BOX.width + gap);
      box.y = 2 + box.y * (BOX.height + GAP.y);
    });
  }
  return { width, height: rows.length * (BOX.height + GAP.y) - GAP.y + 4, paths, boxes, lines: inOrder([...lines.values()], boxes) };
}

/** By the box they leave, then by the reply, then by where they go. */
function inOrder(lines: GraphLine[], boxes: GraphBox[]): GraphLine[] {
  const place = (id: string) => boxes.findIndex((box) => box.id === id);
  return lines.sort((a, b) => place(a.from) - place(b.from) || (a.choice ?? 'z').localeCompare(b.choice ?? 'z') || place(a.to) - place(b.to));
}
