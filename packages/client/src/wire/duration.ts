/** Why a number is no time limit, or undefined if it is one. */
export function durationProblem(name: string, value: unknown, longest: number): string | undefined {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= longest
    ? undefined
    : `${name} must be a whole number of milliseconds from 1 to ${longest}`;
}
