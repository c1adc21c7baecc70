-- AlterTable
ALTER TABLE "Enrolment" ADD COLUMN     "delayedMailAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Enrolment_delayedMailAt_idx" ON "Enrolment"("delayedMailAt");
