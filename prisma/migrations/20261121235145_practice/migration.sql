-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('GOOD', 'ACCEPTABLE', 'POOR');

-- AlterTable
ALTER TABLE "ContentVersion" RENAME COLUMN "bank" TO "content";

-- AlterTable
ALTER TABLE "Answer" ADD COLUMN     "met" TEXT[] NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "ExerciseAnswer" (
    "enrolmentId" UUID NOT NULL,
    "lessonSlug" TEXT NOT NULL,
    "exerciseId" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "met" TEXT[] NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "ExerciseAnswer_pkey" PRIMARY KEY ("enrolmentId","lessonSlug","exerciseId")
);

-- CreateTable
CREATE TABLE "ScenarioRun" (
    "id" UUID NOT NULL,
    "enrolmentId" UUID NOT NULL,
    "scenarioSlug" TEXT NOT NULL,
    "contentVersion" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "endedAt" TIMESTAMPTZ(3),
    "ending" TEXT,
    "verdict" "Verdict",

    CONSTRAINT "ScenarioRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScenarioReply" (
    "runId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "turn" INTEGER NOT NULL,
    "choice" TEXT NOT NULL,
    "heat" INTEGER NOT NULL,
    "trust" INTEGER NOT NULL,
    "fix" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "ScenarioReply_pkey" PRIMARY KEY ("runId","sequence")
);

-- CreateIndex
CREATE INDEX "ScenarioRun_enrolmentId_scenarioSlug_startedAt_idx" ON "ScenarioRun"("enrolmentId", "scenarioSlug", "startedAt");

-- AddForeignKey
ALTER TABLE "ExerciseAnswer" ADD CONSTRAINT "ExerciseAnswer_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScenarioRun" ADD CONSTRAINT "ScenarioRun_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScenarioRun" ADD CONSTRAINT "ScenarioRun_contentVersion_fkey" FOREIGN KEY ("contentVersion") REFERENCES "ContentVersion"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScenarioReply" ADD CONSTRAINT "ScenarioReply_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ScenarioRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

-- One open run per learner and scenario.
CREATE UNIQUE INDEX "ScenarioRun_one_open" ON "ScenarioRun"("enrolmentId", "scenarioSlug") WHERE "endedAt" IS NULL;

-- Ended means ended whole.
ALTER TABLE "ScenarioRun" ADD CONSTRAINT "ScenarioRun_ended_whole"
  CHECK (("endedAt" IS NULL) = ("ending" IS NULL) AND ("endedAt" IS NULL) = ("verdict" IS NULL));

-- The measures have a floor and a ceiling, and replies are counted from one.
ALTER TABLE "ScenarioReply" ADD CONSTRAINT "ScenarioReply_in_range"
  CHECK ("sequence" >= 1 AND "turn" >= 0 AND "choice" IN ('a', 'b', 'c')
    AND "heat" BETWEEN 0 AND 10 AND "trust" BETWEEN 0 AND 10 AND "fix" BETWEEN 0 AND 10);

-- A reply given stays as it was given, and a run that has ended stays ended: neither can be rewritten, whoever tries.
CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are not rewritten', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "ScenarioReply_insert_only" BEFORE UPDATE ON "ScenarioReply" FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER "ScenarioRun_ended_for_good" BEFORE UPDATE ON "ScenarioRun" FOR EACH ROW
  WHEN (OLD."endedAt" IS NOT NULL) EXECUTE FUNCTION refuse_rewrite();
