const MILLISECONDS: Record<string, number> = {
  microseconds: 0.001,
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
};

/** Authentik's durations, `hours=1;minutes=30`, in milliseconds. */
export function milliseconds(duration: unknown): number {
  const pairs = String(duration)
    .split(";")
    .map((pair) => pair.split("="));
  return pairs.reduce(
    (sum, [unit = "", count = ""]) => sum + (MILLISECONDS[unit.toLowerCase()] ?? 0) * Number(count),
    0,
  );
}

/** The time so long from now, as the store keeps times. */
export function after(duration: unknown, from = Date.now()): string {
  return new Date(from + milliseconds(duration)).toISOString();
}

/** Whether a time that a row keeps is over. Without one it never is. */
export function isOver(time: unknown): boolean {
  return typeof time === "string" && Date.parse(time) <= Date.now();
}
