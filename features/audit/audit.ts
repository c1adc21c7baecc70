import { readListing, type SearchParams } from '#lib/listing.ts';

/** Everything an admin can do that is written down, as `noun.verb`, and how a reader says it. */
export const ACTIONS = {
  'second-factor.set-up': 'Set up the second factor',
  'second-factor.recovery': 'Used a recovery code',
  'second-factor.pause': 'Gave five wrong second factors',
  'person.role': 'Changed a role',
  'person.deactivate': 'Deactivated an account',
  'person.reactivate': 'Reactivated an account',
  'person.merge': 'Merged two accounts',
  'person.allow': 'Allowed a check without waiting',
  'person.export': 'Took a copy of somebody’s data',
  'person.erase': 'Erased somebody',
  'person.transcript': 'Took a transcript',
  'enrolment.add': 'Put somebody on a course',
  'enrolment.withdraw': 'Withdrew somebody from a course',
  'enrolment.due': 'Changed a due date',
  'enrolment.reminders': 'Switched reminders',
  'enrolment.waive': 'Waived a course for somebody',
  'enrolment.unwaive': 'Ended a waiver',
  'enrolment.undo': 'Undid an enrolment',
  'invite.make': 'Made a link',
  'invite.revoke': 'Revoked a link',
  'invite.free': 'Freed a place',
  'import.plan': 'Read a spreadsheet',
  'import.apply': 'Applied a spreadsheet',
  'import.undo': 'Undid a spreadsheet',
  'group.make': 'Made a group',
  'group.rename': 'Renamed a group',
  'group.close': 'Closed a group',
  'group.open': 'Opened a group again',
  'group.member': 'Changed a group’s people',
  'certificate.revoke': 'Revoked a certificate',
  'certificate.reinstate': 'Reinstated a certificate',
  'certificate.reissue': 'Issued a certificate again under another name',
  'letter.mark': 'Marked a letter',
  'letter.second-opinion': 'Gave a second opinion on a letter',
  'enquiry.state': 'Moved an enquiry',
  'enquiry.note': 'Wrote a note on an enquiry',
  'list.export': 'Took a list as a file',
  'mail.retry': 'Sent failed mail again',
} as const;
export type Action = keyof typeof ACTIONS;

/** What an action is called; one that is no longer done is called by its own name. */
export const actionWords = (action: string): string => (ACTIONS as Record<string, string>)[action] ?? action;

/** Anything more that was written down, as a reader says it: from NEW, to OPEN. */
export const detailWords = (detail: unknown): string =>
  detail && typeof detail === 'object'
    ? Object.entries(detail)
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
        .join(', ')
    : '';

/** What the audit's address can ask for: the newest first unless told otherwise. */
export const auditListing = (params: SearchParams) => readListing(params, ['-at'], ['action', 'by', 'whom', 'from', 'to']);
