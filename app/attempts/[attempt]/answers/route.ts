import { findViewer } from '#features/accounts/session.server.ts';
import { handIn } from '#features/certificates/award.server.ts';
import { answerBodySchema, readAnswerForm } from '#features/quizzes/answer-form.ts';
import { saveAnswer } from '#features/quizzes/attempt.server.ts';

type Context = { params: Promise<{ attempt: string }> };

const say = (status: number, message: string, more: object = {}) => Response.json({ message, ...more }, { status });
const goTo = (path: string) => new Response(null, { status: 303, headers: { location: path } });

/** Saves answers: one as JSON while the learner works, or a whole form when there is no script. */
export async function POST(request: Request, { params }: Context) {
  const viewer = await findViewer();
  const { attempt } = await params;
  const json = (request.headers.get('content-type') ?? '').startsWith('application/json');
  if (!viewer)
    return json
      ? say(401, 'You are signed out. Sign in again in another tab; your answer stays here.')
      : goTo(`/sign-in?next=${encodeURIComponent(`/attempts/${attempt}`)}`);
  if (json) {
    const body = answerBodySchema.safeParse(await request.json().catch(() => null));
    if (!body.success) return say(400, 'That is not an answer.');
    const saved = await saveAnswer(viewer, attempt, body.data.question, body.data.sequence, body.data.value);
    if (!saved) return say(404, 'There is no such attempt.');
    if (saved.ok) return Response.json({ sequence: saved.sequence });
    if (saved.reason === 'marked') return say(409, 'These answers are already handed in. Reload the page to see the result.');
    if (saved.reason === 'stale')
      return say(409, 'This answer was changed in another tab or on another device. Reload to see it, or choose again to keep yours.', {
        sequence: saved.sequence,
      });
    return say(400, saved.message);
  }
  const form = readAnswerForm(await request.formData().catch(() => new FormData()));
  if (!form) return say(400, 'That is not an answer.');
  let notice = '';
  for (const { question, sequence, value } of form.answers) {
    const saved = await saveAnswer(viewer, attempt, question, sequence, value);
    if (!saved) return say(404, 'There is no such attempt.');
    if (!saved.ok && saved.reason !== 'marked') notice = saved.reason;
  }
  if (notice) return goTo(`/attempts/${attempt}?question=${form.at}&notice=${notice}`);
  if (form.goTo === 'hand-in') {
    await handIn(viewer, attempt);
    return goTo(`/attempts/${attempt}`);
  }
  return goTo(`/attempts/${attempt}?question=${form.goTo}`);
}
