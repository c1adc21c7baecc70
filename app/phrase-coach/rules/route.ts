import { getCoachRules } from '#features/phrases/phrase.server.ts';

export const dynamic = 'force-static';

/** The phrases the coach looks for: fetched once by a page that coaches, so that pages that do not stay light. */
export const GET = () => Response.json(getCoachRules());
