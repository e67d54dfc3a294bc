import { isBlokSecError } from '../../errors/bloksec-error.ts';
import { invalidResponse } from '../../errors/invalid-response.ts';
import { refusal } from '../../errors/refusal.ts';
import { parseJsonObject, type JsonObject } from '../../wire/json-object.ts';
import type { Call } from '../call.ts';
import { readBody } from './read-body.ts';
import type { BlokSecFetchResponse } from '../bloksec-fetch.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What an answer says. Throws what any answer means that is no success. */
export async function readAnswer<Answer>(
  call: Call<Answer>,
  response: BlokSecFetchResponse,
): Promise<Answer> {
  const { status } = response;
  // A 401 has two meanings, which its body tells apart. Of the other refusals status and head say all.
  if (status === 401) throw refusal(call, response, await readProblem(call, response));
  if (status >= 400) throw refusal(call, response);
  // 202 or 204 say that there is no answer yet, or none: that is no yes.
  if (status !== 200 && status !== 201) {
    throw invalidResponse(
      { route: call.route, status },
      `has the status ${status}, not 200 or 201`,
    );
  }
  return call.read(response);
}

/** The JSON object of an answer. */
export async function readJson(route: string, response: BlokSecFetchResponse): Promise<JsonObject> {
  const source = { route, status: response.status };
  if (!isJson(response)) throw invalidResponse(source, 'is not application/json');
  const object = parseJsonObject(await readText(route, response));
  if (object === undefined) {
    throw invalidResponse(
      source,
      'is not one JSON object with unique names, nested no deeper than 32',
    );
  }
  return object;
}

/** What a refusal says about itself. Where that cannot be read, the status still can. */
async function readProblem<Answer>(
  { route }: Call<Answer>,
  response: BlokSecFetchResponse,
): Promise<JsonObject | undefined> {
  try {
    return isJson(response) ? parseJsonObject(await readText(route, response)) : undefined;
  } catch (error) {
    if (isBlokSecError(error)) return undefined;
    throw error;
  }
}

async function readText(route: string, response: BlokSecFetchResponse): Promise<string> {
  const bytes = await readBody(route, response);
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalidResponse({ route, status: response.status }, 'is not in UTF-8');
  }
}

/** `application/json`, and what is built on it, such as `application/problem+json`. */
function isJson(response: BlokSecFetchResponse): boolean {
  const contentType = response.headers.get('content-type') ?? '';
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType.trim());
}
