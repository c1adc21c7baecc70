/** What a content rule found: an error stops the build, a warning is listed. */
export type Finding = { rule: string; level: 'error' | 'warn'; file: string; line?: number; message: string };
