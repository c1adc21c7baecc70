-- CreateEnum
CREATE TYPE "GroupKind" AS ENUM ('ORGANISATION', 'TEAM', 'COHORT');

-- CreateEnum
CREATE TYPE "MembershipRole" AS ENUM ('MEMBER', 'MANAGER');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('PLANNED', 'APPLIED', 'UNDONE');

-- DropForeignKey
ALTER TABLE "Certificate" DROP CONSTRAINT "Certificate_enrolmentId_fkey";

-- DropForeignKey
ALTER TABLE "Certificate" DROP CONSTRAINT "Certificate_attemptId_fkey";

-- DropIndex
DROP INDEX "Certificate_attemptId_key";

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "mergedIntoId" UUID;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "secondFactorAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Enrolment" ADD COLUMN     "activeAt" TIMESTAMPTZ(3),
ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "finishedAt" TIMESTAMPTZ(3),
ADD COLUMN     "lessonsDone" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "overdueMailAt" TIMESTAMPTZ(3),
ADD COLUMN     "remindedAt" TIMESTAMPTZ(3),
ADD COLUMN     "reminders" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "startedAt" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "refreshBy" TIMESTAMPTZ(3),
ADD COLUMN     "refreshMailAt" TIMESTAMPTZ(3),
ADD COLUMN     "supersededAt" TIMESTAMPTZ(3),
ADD COLUMN     "supersededBy" TEXT,
ALTER COLUMN "enrolmentId" DROP NOT NULL,
ALTER COLUMN "attemptId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "SecondFactor" (
    "userId" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "confirmedAt" TIMESTAMPTZ(3),
    "lastStep" INTEGER NOT NULL DEFAULT 0,
    "wrongCodes" INTEGER NOT NULL DEFAULT 0,
    "wrongAt" TIMESTAMPTZ(3),

    CONSTRAINT "SecondFactor_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "codeHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("codeHash")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "actorId" UUID,
    "action" TEXT NOT NULL,
    "personId" UUID,
    "subject" TEXT NOT NULL DEFAULT '',
    "detail" JSONB NOT NULL DEFAULT '{}',
    "network" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Group" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "GroupKind" NOT NULL DEFAULT 'TEAM',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "groupId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "MembershipRole" NOT NULL DEFAULT 'MEMBER',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("groupId","userId")
);

-- CreateTable
CREATE TABLE "Invite" (
    "id" UUID NOT NULL,
    "courseSlug" TEXT NOT NULL,
    "groupId" UUID,
    "label" TEXT NOT NULL,
    "places" INTEGER,
    "dueAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "Invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InviteClaim" (
    "id" UUID NOT NULL,
    "inviteId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InviteClaim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'PLANNED',
    "tell" BOOLEAN NOT NULL DEFAULT false,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "appliedAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportRow" (
    "importId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "courseSlug" TEXT NOT NULL DEFAULT '',
    "groupName" TEXT NOT NULL DEFAULT '',
    "dueAt" TIMESTAMPTZ(3),
    "action" TEXT NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',
    "did" JSONB,

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("importId","line")
);

-- CreateTable
CREATE TABLE "Waiver" (
    "id" UUID NOT NULL,
    "enrolmentId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "expiresAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Waiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Allowance" (
    "id" UUID NOT NULL,
    "enrolmentId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Allowance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SecondOpinion" (
    "letterId" UUID NOT NULL,
    "markerId" UUID NOT NULL,
    "scores" JSONB NOT NULL,
    "comment" TEXT NOT NULL,
    "markedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "SecondOpinion_pkey" PRIMARY KEY ("letterId")
);

-- CreateTable
CREATE TABLE "EnquiryNote" (
    "id" UUID NOT NULL,
    "enquiryId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "EnquiryNote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RecoveryCode_userId_idx" ON "RecoveryCode"("userId");

-- CreateIndex
CREATE INDEX "AuditEntry_at_id_idx" ON "AuditEntry"("at", "id");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_at_idx" ON "AuditEntry"("actorId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_personId_at_idx" ON "AuditEntry"("personId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_action_at_idx" ON "AuditEntry"("action", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_subject_at_idx" ON "AuditEntry"("subject", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Group_name_key" ON "Group"("name");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE INDEX "Invite_createdAt_id_idx" ON "Invite"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Invite_groupId_idx" ON "Invite"("groupId");

-- CreateIndex
CREATE INDEX "InviteClaim_inviteId_idx" ON "InviteClaim"("inviteId");

-- CreateIndex
CREATE INDEX "InviteClaim_userId_idx" ON "InviteClaim"("userId");

-- CreateIndex
CREATE INDEX "Import_createdAt_idx" ON "Import"("createdAt");

-- CreateIndex
CREATE INDEX "ImportRow_email_idx" ON "ImportRow"("email");

-- CreateIndex
CREATE INDEX "Waiver_enrolmentId_idx" ON "Waiver"("enrolmentId");

-- CreateIndex
CREATE INDEX "Allowance_enrolmentId_idx" ON "Allowance"("enrolmentId");

-- CreateIndex
CREATE INDEX "EnquiryNote_enquiryId_idx" ON "EnquiryNote"("enquiryId");

-- CreateIndex
CREATE INDEX "User_name_id_idx" ON "User"("name", "id");

-- CreateIndex
CREATE INDEX "User_createdAt_id_idx" ON "User"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Enrolment_courseSlug_createdAt_idx" ON "Enrolment"("courseSlug", "createdAt");

-- CreateIndex
CREATE INDEX "Enrolment_createdAt_id_idx" ON "Enrolment"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Enrolment_dueAt_idx" ON "Enrolment"("dueAt");

-- CreateIndex
CREATE INDEX "Attempt_contentVersion_lessonSlug_markedAt_idx" ON "Attempt"("contentVersion", "lessonSlug", "markedAt");

-- CreateIndex
CREATE INDEX "Certificate_attemptId_idx" ON "Certificate"("attemptId");

-- CreateIndex
CREATE INDEX "Certificate_issuedAt_id_idx" ON "Certificate"("issuedAt", "id");

-- CreateIndex
CREATE INDEX "Certificate_name_id_idx" ON "Certificate"("name", "id");

-- CreateIndex
CREATE INDEX "Certificate_refreshBy_idx" ON "Certificate"("refreshBy");

-- CreateIndex
CREATE INDEX "Enquiry_createdAt_id_idx" ON "Enquiry"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Subscriber_createdAt_id_idx" ON "Subscriber"("createdAt", "id");

-- AddForeignKey
ALTER TABLE "SecondFactor" ADD CONSTRAINT "SecondFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InviteClaim" ADD CONSTRAINT "InviteClaim_inviteId_fkey" FOREIGN KEY ("inviteId") REFERENCES "Invite"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InviteClaim" ADD CONSTRAINT "InviteClaim_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allowance" ADD CONSTRAINT "Allowance_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondOpinion" ADD CONSTRAINT "SecondOpinion_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EnquiryNote" ADD CONSTRAINT "EnquiryNote_enquiryId_fkey" FOREIGN KEY ("enquiryId") REFERENCES "Enquiry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

-- Of the certificates of one enrolment, one is valid: neither revoked nor issued again under another name.
DROP INDEX "Certificate_one_valid";
CREATE UNIQUE INDEX "Certificate_one_valid" ON "Certificate"("enrolmentId") WHERE "revokedAt" IS NULL AND "supersededAt" IS NULL;
-- As before, an attempt earns one certificate; a corrected one takes its place.
CREATE UNIQUE INDEX "Certificate_one_for_an_attempt" ON "Certificate"("attemptId") WHERE "supersededAt" IS NULL;
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_superseded_by_one"
  CHECK (("supersededAt" IS NULL) = ("supersededBy" IS NULL));

-- One place of an invite for each person at a time.
CREATE UNIQUE INDEX "InviteClaim_one_held" ON "InviteClaim"("inviteId", "userId") WHERE "releasedAt" IS NULL;
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_places_positive" CHECK ("places" IS NULL OR "places" > 0);

-- What was done is written once.
CREATE TRIGGER "AuditEntry_insert_only" BEFORE UPDATE OR DELETE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER "AuditEntry_kept" BEFORE TRUNCATE ON "AuditEntry" EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER "SecondOpinion_insert_only" BEFORE UPDATE ON "SecondOpinion" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();

-- A closed letter stays closed. Two things may still happen to it: a second opinion passes it, and a mentor's address is taken
-- out because they asked to be erased.
DROP TRIGGER "Letter_closed_for_good" ON "Letter";
CREATE TRIGGER "Letter_closed_for_good" BEFORE UPDATE ON "Letter" FOR EACH ROW
  WHEN (OLD."closedAt" IS NOT NULL
    AND (to_jsonb(NEW) - '{passed,mentorEmail,enrolmentId}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{passed,mentorEmail,enrolmentId}'::text[]
      OR (NEW."passed" IS DISTINCT FROM OLD."passed" AND NOT (OLD."passed" = false AND NEW."passed" = true))
      OR (NEW."mentorEmail" IS DISTINCT FROM OLD."mentorEmail" AND NEW."mentorEmail" IS NOT NULL)))
  EXECUTE FUNCTION refuse_rewrite();

-- What lists and reports would otherwise count again each time is kept on the enrolment.
CREATE FUNCTION touch_enrolment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz := COALESCE((to_jsonb(NEW)->>'startedAt')::timestamptz, (to_jsonb(NEW)->>'createdAt')::timestamptz);
BEGIN
  UPDATE "Enrolment" SET
    "startedAt" = LEAST("startedAt", moment),
    "activeAt" = GREATEST("activeAt", moment),
    "lessonsDone" = "lessonsDone" + (TG_TABLE_NAME = 'LessonCompletion')::int
  WHERE "id" = NEW."enrolmentId";
  RETURN NULL;
END $$;
CREATE TRIGGER "LessonCompletion_touches" AFTER INSERT ON "LessonCompletion" FOR EACH ROW EXECUTE FUNCTION touch_enrolment();
CREATE TRIGGER "Attempt_touches" AFTER INSERT ON "Attempt" FOR EACH ROW EXECUTE FUNCTION touch_enrolment();
CREATE TRIGGER "ScenarioRun_touches" AFTER INSERT ON "ScenarioRun" FOR EACH ROW EXECUTE FUNCTION touch_enrolment();

CREATE FUNCTION place_touches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."startedAt" := LEAST(NEW."startedAt", NEW."placeAt");
  NEW."activeAt" := GREATEST(NEW."activeAt", NEW."placeAt");
  RETURN NEW;
END $$;
CREATE TRIGGER "Enrolment_place_touches" BEFORE UPDATE OF "placeAt" ON "Enrolment" FOR EACH ROW EXECUTE FUNCTION place_touches();

CREATE FUNCTION certificate_finishes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Enrolment" SET "finishedAt" = LEAST("finishedAt", NEW."issuedAt") WHERE "id" = NEW."enrolmentId";
  RETURN NULL;
END $$;
CREATE TRIGGER "Certificate_finishes" AFTER INSERT ON "Certificate" FOR EACH ROW EXECUTE FUNCTION certificate_finishes();

UPDATE "Enrolment" e SET
  "lessonsDone" = (SELECT count(*) FROM "LessonCompletion" c WHERE c."enrolmentId" = e."id"),
  "startedAt" = LEAST(e."placeAt", (SELECT min(c."createdAt") FROM "LessonCompletion" c WHERE c."enrolmentId" = e."id"),
    (SELECT min(a."startedAt") FROM "Attempt" a WHERE a."enrolmentId" = e."id"), (SELECT min(r."startedAt") FROM "ScenarioRun" r WHERE r."enrolmentId" = e."id")),
  "activeAt" = GREATEST(e."placeAt", (SELECT max(c."createdAt") FROM "LessonCompletion" c WHERE c."enrolmentId" = e."id"),
    (SELECT max(a."startedAt") FROM "Attempt" a WHERE a."enrolmentId" = e."id"), (SELECT max(r."startedAt") FROM "ScenarioRun" r WHERE r."enrolmentId" = e."id")),
  "finishedAt" = (SELECT min(x."issuedAt") FROM "Certificate" x WHERE x."enrolmentId" = e."id");

-- People are found by the beginning of any word of their name or address; no extension is needed for that.
CREATE INDEX "User_words" ON "User" USING gin (to_tsvector('simple', "name" || ' ' || "email" || ' ' || translate("email", '@.+-_', '     ')));
CREATE INDEX "Certificate_words" ON "Certificate" USING gin (to_tsvector('simple', "name"));
CREATE INDEX "User_admins" ON "User"("id") WHERE "role" = 'ADMIN';

-- What needs attention: due and not done, begun and left.
CREATE INDEX "Enrolment_open_due" ON "Enrolment"("dueAt") WHERE "dueAt" IS NOT NULL AND "finishedAt" IS NULL AND "withdrawnAt" IS NULL;
CREATE INDEX "Enrolment_open_active" ON "Enrolment"("activeAt") WHERE "activeAt" IS NOT NULL AND "finishedAt" IS NULL AND "withdrawnAt" IS NULL;
CREATE INDEX "Letter_waiting" ON "Letter"("askedAt") WHERE "askedAt" IS NOT NULL AND "closedAt" IS NULL;
CREATE INDEX "Letter_marked" ON "Letter"("closedAt") WHERE "closedAt" IS NOT NULL;
