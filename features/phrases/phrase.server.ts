import 'server-only';
import { z } from 'zod';
import { ContentError, readJson, readYaml } from '#lib/content.ts';
import { type Compiled, compile } from './coach.ts';
import { type CoachRule, rulesOf } from './phrase.ts';
import { houseStyleSchema, type Phrase, phraseSchema } from './phrase-schema.ts';

let phrases: Phrase[] | undefined;
let rules: CoachRule[] | undefined;
let compiled: Compiled | undefined;

/** The lexicon: every phrase to avoid, with its tests. */
export function listPhrases(): Phrase[] {
  phrases ??= readJson('lexicon.json', z.array(phraseSchema).min(1));
  return phrases;
}

/** The phrases the coach looks for here, with the house style applied. */
export function getCoachRules(): CoachRule[] {
  if (rules) return rules;
  const style = readYaml('house-style.yaml', houseStyleSchema);
  try {
    rules = rulesOf(listPhrases(), style);
  } catch (error) {
    throw new ContentError('house-style.yaml', '', (error as Error).message);
  }
  return rules;
}

export function getCompiledRules(): Compiled {
  compiled ??= compile(getCoachRules());
  return compiled;
}
