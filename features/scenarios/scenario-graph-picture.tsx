import { endingOf, type Scenario } from './scenario.ts';
import { BOX, type Graph, type GraphBox, graphOf } from './scenario-graph.ts';

const strokes = { best: 'stroke-pine', ok: 'stroke-ink-soft', poor: 'stroke-coral' };
const dashes = { best: undefined, ok: '7 4', poor: '2 4' };
const fills = { best: 'fill-pine', ok: 'fill-ink-soft', poor: 'fill-coral' };

/** As much of a text as fits so many lines of a box. */
function linesOf(text: string, count: number): string[] {
  const lines = [''];
  for (const word of text.replaceAll('*', '').split(' ')) {
    const line = lines.at(-1)!;
    if (`${line} ${word}`.trim().length <= 23) lines[lines.length - 1] = `${line} ${word}`.trim();
    else if (lines.length < count) lines.push(word);
    else {
      lines[lines.length - 1] = `${line.slice(0, 22)}…`;
      break;
    }
  }
  return lines;
}

function Lines({ graph }: { graph: Graph }) {
  const box = (id: string) => graph.boxes.find((other) => other.id === id)!;
  return graph.lines.map((line) => {
    const from = box(line.from);
    const to = box(line.to);
    const slot = line.choice ? { a: 0.2, b: 0.5, c: 0.8 }[line.choice] : 0.5;
    const [x1, y1] = [from.x + BOX.width * slot, from.y + BOX.height];
    const [x2, y2] = [to.x + BOX.width * slot, to.y];
    const bend = Math.max(30, (y2 - y1) / 2);
    // The label stands near where a line arrives: there they are apart.
    const at = 0.82;
    const x = x1 + (x2 - x1) * (3 * at * at - 2 * at * at * at);
    const quality = line.quality ?? 'ok';
    return (
      <g key={`${line.from}${line.choice}${line.to}`}>
        <path
          d={`M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`}
          fill="none"
          className={line.quality ? strokes[quality] : 'stroke-rule-strong'}
          strokeWidth={1 + (4 * line.paths) / graph.paths}
          strokeDasharray={line.quality ? dashes[quality] : undefined}
        />
        <text x={x + 5} y={y1 + (y2 - y1) * at + 4} className={`text-[12px] ${line.quality ? fills[quality] : 'fill-ink-soft'}`}>
          {line.choice ?? ''}
          {line.quality === 'best' ? '★' : ''} {line.paths}
        </text>
      </g>
    );
  });
}

function Box({ box, paths }: { box: GraphBox; paths: number }) {
  return (
    <g transform={`translate(${box.x} ${box.y})`}>
      <rect
        width={BOX.width}
        height={BOX.height}
        rx="8"
        className={`${box.kind === 'ending' ? 'fill-mist' : 'fill-paper'} stroke-rule-strong`}
        strokeDasharray={box.kind === 'repair' ? '6 4' : undefined}
      />
      <text className="text-[12px]">
        <tspan x="10" y="19" className="fill-ink font-semibold">
          {box.grade ?? `${box.title}${box.kind === 'repair' ? ' (repair)' : ''}`}
        </tspan>
        {linesOf(box.text, 3).map((line, at) => (
          <tspan key={line} x="10" y={37 + at * 15} className="fill-ink-mid">
            {line}
          </tspan>
        ))}
        <tspan x="10" y="84" className="fill-ink-soft">
          {box.paths} of {paths} paths
        </tspan>
      </text>
    </g>
  );
}

/** A scenario drawn for its author, and the same in a table. */
export function ScenarioGraphPicture({ scenario }: { scenario: Scenario }) {
  const graph = graphOf(scenario);
  const name = (id: string) => (id.startsWith('end ') ? `${endingOf(scenario, id.slice(4)).title} (${endingOf(scenario, id.slice(4)).grade})` : id);
  return (
    <div className="grid gap-8">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="overflow-x-auto rounded-xl border border-rule p-4" tabIndex={0} aria-label="The scenario as a graph">
        <svg
          width={graph.width}
          height={graph.height}
          viewBox={`0 0 ${graph.width} ${graph.height}`}
          role="img"
          aria-label={`${graph.paths} paths; the table below says the same`}
        >
          <Lines graph={graph} />
          {graph.boxes.map((box) => (
            <Box key={box.id} box={box} paths={graph.paths} />
          ))}
        </svg>
      </section>
      <p className="text-sm text-ink-soft">
        Full line and ★: the best reply. Dashes: an acceptable one. Dots: a poor one. Grey: to an ending, by where the conversation stands. The number on a line
        says how many paths run along it.
      </p>
      <table className="w-full text-sm">
        <caption className="pb-2 text-start font-semibold">Where each reply leads</caption>
        <thead>
          <tr className="border-b border-rule text-start">
            {['At', 'Reply', 'It is', 'Leads to', 'Paths'].map((head) => (
              <th key={head} scope="col" className="py-1.5 pe-4 text-start">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {graph.lines.map((line) => (
            <tr key={`${line.from}${line.choice}${line.to}`} className="border-b border-rule">
              <th scope="row" className="py-1.5 pe-4 text-start">
                {line.from}
              </th>
              <td className="pe-4">{line.choice ?? 'any'}</td>
              <td className="pe-4">{line.quality ?? 'by where it stands'}</td>
              <td className="pe-4">{name(line.to)}</td>
              <td>{line.paths}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
