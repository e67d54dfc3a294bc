import { describe, expect, test } from 'vitest';
import { readPreference, readPresentedChallenge } from '../src/http/protocol-fields.ts';

describe('Prefer', () => {
  test.each([
    ['respond-async', { respondAsync: true, waitSeconds: 0 }],
    ['respond-async, wait=25', { respondAsync: true, waitSeconds: 25 }],
    ['Respond-Async,Wait=10', { respondAsync: true, waitSeconds: 10 }],
    ['wait=5', { respondAsync: false, waitSeconds: 5 }],
    ['return=minimal', { respondAsync: false, waitSeconds: 0 }],
    ['respond-async; wait=x"', { respondAsync: false, waitSeconds: 0 }],
    [undefined, { respondAsync: false, waitSeconds: 0 }],
  ])('%s', (prefer, expected) => {
    expect(readPreference({ prefer })).toEqual(expected);
  });
});

describe('BlokSec-Challenge', () => {
  test.each([
    ['"abc"', { id: 'abc', code: undefined, cancel: false }],
    ['"abc"; code="012345"', { id: 'abc', code: '012345', cancel: false }],
    ['"abc";cancel', { id: 'abc', code: undefined, cancel: true }],
    ['"abc"; code=12345', 'malformed'],
    ['abc', 'malformed'],
    ['"abc', 'malformed'],
    ['"a", "b"', 'malformed'],
    ['', 'malformed'],
  ])('%s', (field, expected) => {
    expect(readPresentedChallenge({ 'bloksec-challenge': field }, undefined)).toEqual(expected);
  });

  test('a form presents the same in two fields, and only a form does', () => {
    const body = { 'bloksec-challenge': 'abc', 'bloksec-code': '012 345' };
    const type = 'application/x-www-form-urlencoded';
    const presented = { id: 'abc', code: '012345', cancel: false };
    expect(readPresentedChallenge({ 'content-type': type }, body)).toEqual(presented);
    expect(readPresentedChallenge({ 'content-type': 'application/json' }, body)).toBeUndefined();
  });
});
