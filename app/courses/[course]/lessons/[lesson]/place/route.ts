import { findViewer } from '#features/accounts/session.server.ts';
import { savePlace } from '#features/progress/progress.server.ts';
import { placeSchema } from '#features/progress/progress.ts';

type Context = { params: Promise<{ course: string; lesson: string }> };

/** Remembers where in a lesson a learner is. The front door has proved the origin. */
export async function POST(request: Request, { params }: Context) {
  const viewer = await findViewer();
  if (!viewer) return Response.json({ message: 'Sign in first.' }, { status: 401 });
  const { course, lesson } = await params;
  const place = placeSchema.safeParse(await request.json().catch(() => null));
  if (!place.success) return Response.json({ message: 'That is not a place in a lesson.' }, { status: 400 });
  const saved = await savePlace(viewer, course, lesson, place.data.heading);
  return saved ? new Response(null, { status: 204 }) : Response.json({ message: 'There is no such place.' }, { status: 404 });
}
