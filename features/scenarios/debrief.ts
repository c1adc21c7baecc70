import { bestOf, type Conversation, optionOf } from './conversation.ts';
import { decisionAt, endingOf, MOVES, type Move, type Option, type Scenario } from './scenario.ts';

/** One turn looked at afterwards: the learner's line beside the steadiest of the three. */
export type ComparedTurn = { prompt: string; said: Option; steadier: Option | null };

/** The one thing to try next time: where, what, and which move it makes that was missing. */
export type TryNext = { turn: number; line: string; why: string; move: Move | null };

export type Debrief = { turns: ComparedTurn[]; moves: Record<Move, number>; tryNext: TryNext | null };

/** How much better the steadiest line would have left the customer at this turn. */
const cost = (said: Option, best: Option) =>
  said.change.heat - best.change.heat + (best.change.trust - said.change.trust) + (best.change.fix - said.change.fix);

/** Looks back over a conversation that has ended. */
export function debriefOf(scenario: Scenario, conversation: Conversation): Debrief {
  const ending = conversation.ending === null ? null : endingOf(scenario, conversation.ending);
  // A flag that kept the ending from being good decided the run, whatever its turn did to the measures.
  const spoilt = ending !== null && ending.grade !== 'good';
  const fatal = spoilt && Array.isArray(ending.when) ? ending.when.flatMap((condition) => ('flag' in condition ? [condition.flag] : [])) : [];
  const moves = Object.fromEntries(MOVES.map((move) => [move, 0])) as Record<Move, number>;
  let tryNext: TryNext | null = null;
  let worst = Number.NEGATIVE_INFINITY;
  const turns = conversation.turns.map((turn, at) => {
    const said = optionOf(scenario, turn);
    const best = bestOf(scenario, turn.node).option;
    const { prompt } = decisionAt(scenario, turn.node);
    for (const move of said.moves) moves[move] += 1;
    if (said === best) return { prompt, said, steadier: null };
    const direct = spoilt && ending.when === 'direct' && at === conversation.turns.length - 1;
    const loss = cost(said, best) + (direct || fatal.includes(said.flag ?? '') ? 100 : 0);
    if (loss > worst) {
      worst = loss;
      tryNext = { turn: at, line: best.line, why: best.why, move: best.moves.findLast((move) => !said.moves.includes(move)) ?? null };
    }
    return { prompt, said, steadier: best };
  });
  return { turns, moves, tryNext };
}
