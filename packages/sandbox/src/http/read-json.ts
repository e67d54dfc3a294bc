import type { HonoRequest } from 'hono';
import type { z } from 'zod';
import { Refusal } from './refusal.ts';

/**
 * Reads a JSON body of this shape.
 * @throws {Refusal} 415, or 400 with every field that is wrong and what was expected.
 */
export async function readJson<Body>(request: HonoRequest, schema: z.ZodType<Body>): Promise<Body> {
  const type = request.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/iu.test(type)) {
    throw new Refusal(
      415,
      `The body must be JSON, said by the header "Content-Type: application/json"; ${type === '' ? 'there is no Content-Type' : 'this one is another'}.`,
    );
  }
  const parsed = schema.safeParse(parse(await readText(request)));
  if (!parsed.success) {
    throw wrongFields(parsed.error.issues);
  }
  return parsed.data;
}

/** @throws {Refusal} 400 when it is not UTF-8. */
async function readText(request: HonoRequest): Promise<string> {
  const bytes = await request.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(400, 'The body is not UTF-8, which JSON must be.');
  }
}

function parse(text: string): unknown {
  if (text === '') {
    throw new Refusal(400, 'The body is empty; a JSON object was expected.');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(
      400,
      'The body is not JSON: it could not be parsed. Check quotes, commas and braces.',
    );
  }
}

function wrongFields(issues: readonly z.core.$ZodIssue[]): Refusal {
  const errors = issues.flatMap(wrongField);
  const list = errors.map(({ field, expected }) => `${field}: ${expected}`).join('; ');
  return new Refusal(400, `The body is not as it must be. ${list}.`, { members: { errors } });
}

interface WrongField {
  readonly field: string;
  readonly expected: string;
}

function wrongField(issue: z.core.$ZodIssue): WrongField[] {
  const name = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'body';
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({
        field: name([...issue.path, key]),
        expected: 'is not a field of this call; leave it out',
      }))
    : [{ field: name(issue.path), expected: issue.message }];
}
