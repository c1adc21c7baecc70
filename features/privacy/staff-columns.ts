import type { Table } from './columns.ts';

/** What an admin's power is held to: the second factor, and the record of what was done with it. */
export const STAFF_TABLES = {
  SecondFactor: {
    about: 'Keeping the site safe',
    what: 'An admin’s second factor',
    why: 'To ask an admin for a code from their own device, so that a mailbox alone opens nothing. Learners have none.',
    kept: 'Until you stop being an admin, or the account is erased.',
    onErasure: 'deleted',
    exported: true,
    yoursBy: 'userId',
    withheld: ['secret'],
    columns: {
      userId: 'Which account it is.',
      secret: 'What your device and we both know, encrypted with a key that is not in the database.',
      createdAt: 'When the set-up began.',
      confirmedAt: 'When it was confirmed by a first code.',
      lastStep: 'The half minute of the last code that was taken, so that no code is taken twice.',
      wrongCodes: 'How many wrong codes came since the last right one.',
      wrongAt: 'When the last wrong one came.',
    },
  },
  RecoveryCode: {
    about: 'Keeping the site safe',
    what: 'An admin’s recovery codes',
    why: 'To let an admin in who has lost the device, once for each code.',
    kept: 'Until you stop being an admin, or the account is erased.',
    onErasure: 'deleted',
    exported: true,
    yoursBy: 'userId',
    withheld: ['codeHash'],
    columns: {
      codeHash: 'A fingerprint of the code. The code itself is not stored.',
      userId: 'Which account it is.',
      createdAt: 'When it was made.',
      usedAt: 'When it was used.',
    },
  },
  AuditEntry: {
    about: 'Keeping the site safe',
    what: 'What admins have done',
    why: 'To be able to say who changed what, when and why, and to know after a backup has been restored whom to erase again.',
    kept: 'For good. The database refuses to change an entry or to delete one.',
    // People stand in it as numbers, which lead nowhere once the account is gone.
    onErasure: 'kept without your name',
    exported: true,
    yoursBy: 'personId',
    // Another person’s number and network.
    withheld: ['actorId', 'network'],
    inOthers: {
      column: 'actorId',
      says: 'You stand in it as a number, which leads nowhere once your account is gone; if you keep a certificate, an entry about that still holds its code. What you did as an admin stays in the same way, with the network you did it from. That you were erased is an entry too.',
      onErasure: 'kept without your name',
    },
    columns: {
      id: 'A number of our own for the entry.',
      at: 'When.',
      actorId: 'The number of whoever did it. Empty: the site itself.',
      action: 'What was done, such as “certificate.revoke”.',
      personId: 'The number of the account it was done to.',
      subject: 'The thing it was done to: a certificate’s code, a group’s number, a course.',
      detail: 'What else has to be known, such as a reason in the admin’s words. Names and addresses do not belong there.',
      network: 'The network the admin acted from: an IPv4 address, or the first half of an IPv6 one.',
    },
  },
} satisfies Record<string, Table>;
