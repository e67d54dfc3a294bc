import { z } from 'zod';

/** A short text on one line, as people type it into a form: no control, format or direction characters. */
export const textLine = (maxLength: number) =>
  z
    .string('Please fill this in.')
    .trim()
    .max(maxLength, `At most ${maxLength} characters.`)
    .regex(/^\P{C}*$/u, 'Plain text on one line, please.');
