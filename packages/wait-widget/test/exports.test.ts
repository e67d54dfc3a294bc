import { expect, it } from 'vitest';
import * as surface from '../src/index.ts';

it('exports exactly this, and needs no DOM to be imported', () => {
  expect(globalThis).not.toHaveProperty('HTMLElement');
  expect(Object.keys(surface).toSorted()).toEqual([
    'ApprovalError',
    'ApprovalPendingEvent',
    'ApprovalResponseEvent',
    'ApprovalSettledEvent',
    'BlokSecWaitElement',
    'approvedFetch',
    'waitForApproval',
  ]);
});
