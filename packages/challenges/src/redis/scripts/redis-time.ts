/** Milliseconds since the epoch by the clock of Redis, as a local `now`. It stands still while the script runs. */
export const redisTime: string = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;
