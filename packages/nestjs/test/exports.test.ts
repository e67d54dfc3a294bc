import { expect, test } from 'vitest';
import * as nestjs from '../src/index.ts';

test('the public surface is what is listed here', () => {
  expect(Object.keys(nestjs).sort()).toMatchInlineSnapshot(`
    [
      "Approval",
      "BLOKSEC_GATE",
      "BlokSecException",
      "BlokSecLogin",
      "BlokSecModule",
      "BlokSecStepUp",
      "StepUp",
    ]
  `);
});
