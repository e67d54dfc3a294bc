import type { GateLimits, PushLimits, Rate } from './gate-limits.ts';

type Numbers = {
  readonly [Name in keyof GateLimits as GateLimits[Name] extends number ? Name : never]: readonly [
    least: number,
    most: number,
  ];
};

/** The least and the most that each number can be. No option goes past them. */
export const LIMIT_CAPS: Numbers = {
  loginPendingMs: [1_000, 600_000],
  codePendingMs: [1_000, 600_000],
  stepUpPendingMs: [1_000, 600_000],
  approvedMs: [1_000, 120_000],
  leaseMs: [500, 60_000],
  holdMs: [0, 30_000],
  blockMs: [0, 290_000],
  shutdownGraceMs: [0, 300_000],
  codeLength: [6, 8],
  codeTries: [1, 5],
  pendingPerAccount: [1, 5],
  waitsPerChallenge: [1, 10],
  outstandingCalls: [1, 10_000],
  bodyBytes: [0, 1_048_576],
  knownBrowserSeconds: [0, 34_560_000],
};

/** Requests to one phone within any hour, whatever is configured. */
const MOST_PUSHES_AN_HOUR: Readonly<Record<keyof PushLimits, number>> = {
  unknownBrowser: 10,
  knownBrowser: 50,
  stepUp: 60,
};

const MOST_CODE_TRIES = 100; // NIST SP 800-63B: consecutive failures on one account

/** Everything that is wrong with the limits, each as a sentence for whoever configures them. */
export const limitProblems = (limits: GateLimits): string[] => [
  ...numberProblems(limits),
  ...rateProblems('accountCodeTries', limits.accountCodeTries),
  ...rateProblems('startsPerAddress', limits.startsPerAddress),
  ...rateProblems('polls', limits.polls),
  ...pushProblems(limits.pushes),
  ...(limits.accountCodeTries.points > MOST_CODE_TRIES
    ? [
        `limits.accountCodeTries.points is ${limits.accountCodeTries.points}; at most ${MOST_CODE_TRIES} are allowed.`,
      ]
    : []),
  ...(limits.coolDownSeconds.length === 0 || !limits.coolDownSeconds.every(isPositive)
    ? ['limits.coolDownSeconds must be a list of at least one number of seconds above 0.']
    : []),
  ...(isPositive(limits.breaker.failures) && isPositive(limits.breaker.seconds)
    ? []
    : ['limits.breaker must have failures and seconds above 0.']),
];

const isPositive = (value: number): boolean => Number.isFinite(value) && value > 0;

const numberProblems = (limits: GateLimits): string[] =>
  (Object.keys(LIMIT_CAPS) as (keyof Numbers)[]).flatMap((name) => {
    const [least, most] = LIMIT_CAPS[name];
    const value = limits[name];
    return Number.isInteger(value) && value >= least && value <= most
      ? []
      : [`limits.${name} is ${value}; it must be a whole number from ${least} to ${most}.`];
  });

const rateProblems = (name: string, { points, seconds }: Rate): string[] =>
  Number.isInteger(points) && Number.isInteger(seconds) && points > 0 && seconds > 0
    ? []
    : [`limits.${name} must have whole numbers of points and seconds above 0.`];

const pushProblems = (pushes: PushLimits): string[] =>
  (Object.keys(MOST_PUSHES_AN_HOUR) as (keyof PushLimits)[]).flatMap((name) => {
    const rates = pushes[name];
    const wrong = rates.flatMap((rate) => rateProblems(`pushes.${name}`, rate));
    if (wrong.length > 0) return wrong;
    const anHour = Math.min(
      ...rates.map(({ points, seconds }) => points * Math.max(1, Math.ceil(3600 / seconds))),
    );
    const most = MOST_PUSHES_AN_HOUR[name];
    return anHour <= most
      ? []
      : [
          `limits.pushes.${name} allows ${anHour} requests to a phone in an hour; at most ${most} are allowed.`,
        ];
  });
