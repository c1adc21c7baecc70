-- AlterTable
ALTER TABLE "User" ADD COLUMN     "reviewMail" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "reviewMailAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "letterMarkedBy" TEXT;

-- CreateTable
CREATE TABLE "Letter" (
    "id" UUID NOT NULL,
    "enrolmentId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "savedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "handedInAt" TIMESTAMPTZ(3),
    "selfScores" JSONB,
    "mentorEmail" TEXT,
    "askedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "passed" BOOLEAN,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterMark" (
    "letterId" UUID NOT NULL,
    "markerId" UUID NOT NULL,
    "markedBy" TEXT NOT NULL,
    "scores" JSONB NOT NULL,
    "comment" TEXT NOT NULL,
    "markedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "LetterMark_pkey" PRIMARY KEY ("letterId")
);

-- CreateTable
CREATE TABLE "OpeningRequest" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "courseSlug" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "confirmedAt" TIMESTAMPTZ(3),
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "OpeningRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewCard" (
    "id" UUID NOT NULL,
    "enrolmentId" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "contentVersion" TEXT NOT NULL,
    "box" INTEGER NOT NULL DEFAULT 1,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "answeredAt" TIMESTAMPTZ(3),
    "answers" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ReviewCard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Letter_enrolmentId_idx" ON "Letter"("enrolmentId");

-- CreateIndex
CREATE INDEX "Letter_mentorEmail_idx" ON "Letter"("mentorEmail");

-- CreateIndex
CREATE UNIQUE INDEX "OpeningRequest_tokenHash_key" ON "OpeningRequest"("tokenHash");

-- CreateIndex
CREATE INDEX "OpeningRequest_network_askedAt_idx" ON "OpeningRequest"("network", "askedAt");

-- CreateIndex
CREATE UNIQUE INDEX "OpeningRequest_email_courseSlug_key" ON "OpeningRequest"("email", "courseSlug");

-- CreateIndex
CREATE INDEX "ReviewCard_dueAt_idx" ON "ReviewCard"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewCard_enrolmentId_item_key" ON "ReviewCard"("enrolmentId", "item");

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterMark" ADD CONSTRAINT "LetterMark_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewCard" ADD CONSTRAINT "ReviewCard_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewCard" ADD CONSTRAINT "ReviewCard_contentVersion_fkey" FOREIGN KEY ("contentVersion") REFERENCES "ContentVersion"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.

-- One letter at a time; the next begins when this one is marked.
CREATE UNIQUE INDEX "Letter_one_open" ON "Letter"("enrolmentId") WHERE "closedAt" IS NULL;

-- A letter is handed in, then scored by its writer, then put to a mentor, then closed with a verdict; no step without the one before.
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_in_order"
  CHECK (("selfScores" IS NULL OR "handedInAt" IS NOT NULL) AND ("askedAt" IS NULL OR "selfScores" IS NOT NULL)
    AND ("closedAt" IS NULL OR "askedAt" IS NOT NULL) AND (("closedAt" IS NULL) = ("passed" IS NULL)));

ALTER TABLE "ReviewCard" ADD CONSTRAINT "ReviewCard_box_in_range" CHECK ("box" BETWEEN 1 AND 6);

-- What a mentor has marked stays as it was marked, and a closed letter stays closed.
CREATE TRIGGER "LetterMark_insert_only" BEFORE UPDATE ON "LetterMark" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER "Letter_closed_for_good" BEFORE UPDATE ON "Letter" FOR EACH ROW
  WHEN (OLD."closedAt" IS NOT NULL) EXECUTE FUNCTION refuse_rewrite();
