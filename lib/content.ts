import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';

/** A mistake an author can mend: which file, which field, and why. It stops the build. */
export class ContentError extends Error {
  constructor(file: string, field: string, reason: string) {
    super(`${file}: ${field ? `${field}: ` : ''}${reason}`);
    this.name = 'ContentError';
  }
}

export const contentRoot = () => join(process.cwd(), 'content');

export function listFiles(folder: string): string[] {
  const path = join(contentRoot(), folder);
  return existsSync(path) ? readdirSync(path).sort() : [];
}

export function listFolders(folder: string): string[] {
  const path = join(contentRoot(), folder);
  return existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .flatMap((entry) => (entry.isDirectory() ? entry.name : []))
        .sort()
    : [];
}

export function readText(file: string): string {
  const path = join(contentRoot(), file);
  if (!existsSync(path)) throw new ContentError(file, '', 'is missing');
  return readFileSync(path, 'utf8');
}

/** Reads a YAML file by its schema; a refusal names the file, the field's path and the reason. */
export function readYaml<T extends z.ZodType>(file: string, schema: T, text = readText(file)): z.infer<T> {
  let data: unknown;
  try {
    data = parse(text, { maxAliasCount: 20 });
  } catch (error) {
    throw new ContentError(file, '', `is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  return bySchema(file, schema, data);
}

/** Reads a JSON file by its schema, in the same way. */
export function readJson<T extends z.ZodType>(file: string, schema: T): z.infer<T> {
  let data: unknown;
  try {
    data = JSON.parse(readText(file));
  } catch (error) {
    throw new ContentError(file, '', `is not JSON: ${(error as Error).message}`);
  }
  return bySchema(file, schema, data);
}

function bySchema<T extends z.ZodType>(file: string, schema: T, data: unknown): z.infer<T> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new ContentError(file, issue.path.join('.'), issue.message);
}

/** Splits a lesson file into its front matter and its MDX. */
export function splitFrontMatter(file: string, text: string): { front: string; body: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text);
  if (!match) throw new ContentError(file, '', 'begins without front matter (--- … ---)');
  return { front: match[1]!, body: text.slice(match[0].length) };
}
