import { parseJsonObject, type JsonObject } from '../wire/json-object.ts';
import type { Call } from './call.ts';
import { invalidResponse } from '../errors/invalid-response.ts';
import { readBody } from './read-body.ts';
import { refusal } from '../errors/refusal.ts';

/** The JSON object of an answer that is a success. Throws what any other answer means. */
export async function readAnswer(call: Call, response: Response): Promise<JsonObject> {
  const { status } = response;
  if (status === 401) throw refusal(call, status, await readProblem(call, response));
  if (status >= 400) throw refusal(call, status);
  // 202 or 204 say that there is no answer yet, or none: that is no yes.
  if (status !== 200 && status !== 201) {
    throw invalidResponse(call.route, status, `has the status ${status}, not 200 or 201`);
  }
  if (!isJson(response)) throw invalidResponse(call.route, status, 'is not application/json');
  const object = parseJsonObject(await readBody(response, call.route));
  if (object === undefined) {
    throw invalidResponse(call.route, status, 'is not one JSON object with unique names');
  }
  return object;
}

async function readProblem(call: Call, response: Response): Promise<JsonObject | undefined> {
  return isJson(response) ? parseJsonObject(await readBody(response, call.route)) : undefined;
}

/** `application/json`, and what is built on it, such as `application/problem+json`. */
function isJson(response: Response): boolean {
  const contentType = response.headers.get('content-type') ?? '';
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType.trim());
}
