import type { Delivered } from '../../src/index.ts';
import type { Expected, Fault, FaultGroup } from './fault.ts';

const aborted = (delivered: Delivered, requests: number) => (): Expected => ({
  code: 'aborted',
  delivered,
  retryable: false,
  requests,
});

const faults: readonly Fault[] = [
  { name: 'aborted before', abort: 'before', expected: aborted('no', 0) },
  {
    name: 'aborted while nothing is answered',
    abort: 'while nothing is answered',
    answer: () => undefined,
    expected: aborted('unknown', 1),
  },
  {
    name: 'aborted while the body comes',
    abort: 'while the body comes',
    answer: ({ response, method }) => {
      response.writeHead(200, { 'content-type': method.contentType, 'content-length': 1000 });
      response.write(method.good);
    },
    expected: aborted('yes', 1),
  },
  {
    name: 'aborted after a good answer',
    abort: 'after',
    answer: ({ response, method }) => {
      response.writeHead(200, { 'content-type': method.contentType });
      response.end(method.good);
    },
    expected: ({ goodValue }) => ({ value: goodValue, requests: 1 }),
  },
];

export const abortFaults: FaultGroup = { title: 'The caller', faults };
