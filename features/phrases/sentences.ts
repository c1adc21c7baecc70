/** Apostrophes as the patterns have them; every replacement is one character, so places in the text stay true. */
export const straighten = (text: string) => text.replace(/[‘’ʼ]/g, "'").replace(/\u00a0/g, ' ');

export type Sentence = { from: number; to: number; text: string };

/** The sentences of a text, without the spaces, quotation marks and dashes they begin with. */
export function sentencesIn(text: string): Sentence[] {
  const found: Sentence[] = [];
  for (const match of text.matchAll(/[^.!?…\n]+[.!?…]*/g)) {
    const lead = /^[\s“”"'(*•–-]*/.exec(match[0])![0].length;
    const body = match[0].slice(lead).trimEnd();
    if (body) found.push({ from: match.index + lead, to: match.index + lead + body.length, text: body });
  }
  return found;
}
