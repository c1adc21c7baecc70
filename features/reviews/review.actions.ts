'use server';

import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm } from '#lib/form.ts';
import { requireViewer } from '../accounts/session.server.ts';
import { answerSchema } from '../quizzes/question.ts';
import { readAnswer } from '../quizzes/read-answer.ts';
import { answerCard, type CardState, readOffLink, setReviewMail } from './review.server.ts';
import { cardSchema } from './review.ts';

export async function answerCardForm(_: CardState, form: FormData): Promise<CardState> {
  const viewer = await requireViewer('/review');
  const parsed = parseForm(cardSchema, form);
  if (!parsed.ok) return { message: 'That is not an answer to this card.' };
  const { card, answers, choice } = parsed.data;
  const value = answerSchema.safeParse(readAnswer(form, String(form.get('question') ?? '')));
  if (!value.success) return { message: value.error.issues[0]!.message };
  const answered = await answerCard(viewer, card, answers, { value: value.data, choice });
  if (!answered) notFound();
  return typeof answered === 'string' ? { message: answered } : { answered };
}

export async function setReviewMailForm(form: FormData): Promise<void> {
  const viewer = await requireViewer('/review');
  await setReviewMail(viewer.id, form.get('on') === 'true');
  redirect('/review');
}

// public: whoever holds the link from the mail; one click, no signing in (RFC 8058)
export async function switchOffForm(form: FormData): Promise<void> {
  const parsed = parseForm(z.object({ link: z.string().max(200) }), form);
  const userId = parsed.ok ? readOffLink(parsed.data.link) : null;
  if (!userId) notFound();
  await setReviewMail(userId, false);
  redirect(`/review/mail/${parsed.ok ? parsed.data.link : ''}`);
}
