import { findViewer } from '#features/accounts/session.server.ts';
import { saveNote } from '#features/progress/progress.server.ts';
import { typedNoteSchema } from '#features/progress/progress.ts';

type Context = { params: Promise<{ course: string; lesson: string }> };

/** Saves a note while it is typed. The front door has proved the origin. */
export async function POST(request: Request, { params }: Context) {
  const viewer = await findViewer();
  if (!viewer) return Response.json({ message: 'Sign in first.' }, { status: 401 });
  const { course, lesson } = await params;
  const note = typedNoteSchema.safeParse(await request.json().catch(() => null));
  if (!note.success) return Response.json({ message: 'That is not a note.' }, { status: 400 });
  const saved = await saveNote(viewer, course, lesson, note.data.block, note.data.text);
  return saved ? new Response(null, { status: 204 }) : Response.json({ message: 'There is no such box.' }, { status: 404 });
}
