import { PageHead } from '#components/layout/site.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { formatDate } from '#lib/dates.ts';
import { type Course, courseUrl } from '../courses/course.ts';
import { joinForm } from './invite.actions.ts';
import type { InviteState } from './invite.ts';

type Props = {
  link: string;
  course: Course;
  groupName: string | null;
  dueAt: Date | null;
  limited: boolean;
  state: InviteState;
  holds: boolean;
  justJoined: boolean;
  signedIn: boolean;
};

const SORRY: Record<Exclude<InviteState, 'open'>, { title: string; text: string }> = {
  full: {
    title: 'Every place is taken',
    text: 'This link had a number of places, and they are all held. Ask whoever sent it: they can free one, or add some.',
  },
  expired: { title: 'This link has run out', text: 'It worked until a day that has passed. Ask whoever sent it for another.' },
  revoked: { title: 'This link is no longer in use', text: 'Whoever made it has ended it. Ask them for another.' },
  closed: { title: 'This link is closed for now', text: 'What it leads to is not open. Ask whoever sent it.' },
};

/** Where a link leads: what it is for, and a button. Looking joins nobody. */
export function InvitationPage(props: Props) {
  if (props.holds) return <Joined {...props} />;
  if (props.state !== 'open') return <Sorry state={props.state} course={props.course} />;
  const { link, course, groupName, dueAt, limited, signedIn } = props;
  return (
    <>
      <PageHead over="You are invited" title={course.title}>
        <p>{course.promise}</p>
      </PageHead>
      <ul className="mb-6 max-w-2xl list-disc ps-5">
        {groupName && <li>You join the group “{groupName}”. Its managers see how far you are, by name; never what you write, your answers or your scores.</li>}
        {dueAt && <li>It is to be finished by {formatDate(dueAt)}.</li>}
        {limited && <li>There are places left.</li>}
        {!signedIn && <li>You sign in first, by e-mail and without a password, and come back here.</li>}
      </ul>
      <div className="flex flex-wrap gap-3">
        <form action={joinForm}>
          <input type="hidden" name="link" value={link} />
          <Button>{signedIn ? 'Join the course' : 'Sign in to join'}</Button>
        </form>
        <ButtonLink look="quiet" href={courseUrl(course.slug)}>
          Read about the course
        </ButtonLink>
      </div>
    </>
  );
}

const Joined = ({ course, groupName, justJoined }: Props) => (
  <>
    <PageHead over={course.title} title={justJoined ? 'You have a place' : 'You have a place already'}>
      <p>
        {justJoined ? 'You are on the course' : 'You joined by this link before'}
        {groupName && `, in the group “${groupName}”`}. It waits for you under My learning.
      </p>
    </PageHead>
    <div className="flex flex-wrap gap-3">
      <ButtonLink href={courseUrl(course.slug)}>Go to the course</ButtonLink>
      <ButtonLink look="quiet" href="/dashboard">
        Go to my learning
      </ButtonLink>
    </div>
  </>
);

const Sorry = ({ state, course }: { state: Exclude<InviteState, 'open'>; course: Course }) => (
  <>
    <PageHead over={course.title} title={SORRY[state].title}>
      <p>{SORRY[state].text}</p>
    </PageHead>
    <ButtonLink look="quiet" href={courseUrl(course.slug)}>
      Read about the course
    </ButtonLink>
  </>
);
