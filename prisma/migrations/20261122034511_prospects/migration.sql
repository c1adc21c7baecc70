-- CreateEnum
CREATE TYPE "EnquiryState" AS ENUM ('NEW', 'OPEN', 'DONE', 'SPAM');

-- CreateTable
CREATE TABLE "StrangerMail" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "StrangerMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Enquiry" (
    "id" UUID NOT NULL,
    "formKey" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "teamSize" TEXT NOT NULL,
    "courses" TEXT[],
    "place" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL,
    "state" "EnquiryState" NOT NULL DEFAULT 'NEW',
    "network" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),

    CONSTRAINT "Enquiry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Subscriber" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "confirmedAt" TIMESTAMPTZ(3),
    "wording" TEXT NOT NULL DEFAULT '',
    "leftAt" TIMESTAMPTZ(3),
    "toldOf" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "Subscriber_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "StrangerMail_email_createdAt_idx" ON "StrangerMail"("email", "createdAt");

-- CreateIndex
CREATE INDEX "StrangerMail_network_createdAt_idx" ON "StrangerMail"("network", "createdAt");

-- CreateIndex
CREATE INDEX "StrangerMail_createdAt_idx" ON "StrangerMail"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Enquiry_formKey_key" ON "Enquiry"("formKey");

-- CreateIndex
CREATE INDEX "Enquiry_state_createdAt_idx" ON "Enquiry"("state", "createdAt");

-- CreateIndex
CREATE INDEX "Enquiry_network_createdAt_idx" ON "Enquiry"("network", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Subscriber_email_key" ON "Subscriber"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Subscriber_tokenHash_key" ON "Subscriber"("tokenHash");
