const COMMON = [
  "password",
  "passw0rd",
  "qwerty",
  "letmein",
  "welcome",
  "admin",
  "authentik",
  "iloveyou",
  "monkey",
  "dragon",
];
const ROWS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/**
 * How hard a password is to guess, 0 to 4 as zxcvbn counts. An estimate of its own, from the characters that are left when
 * known words, rows of keys and repetitions count as one: it agrees about what is plainly weak or plainly strong.
 */
export function strength(password: string, known: string[] = []): number {
  const words = [...COMMON, ...known.map((word) => word.toLowerCase()).filter((word) => word.length > 2)];
  const rest = words.reduce((left, word) => left.replaceAll(word, "\0"), password.toLowerCase());
  const folded = foldRows(rest).replace(/(.+?)\1+/gs, "$1");
  const bits = folded.length * Math.log2(alphabet(password));
  return [16, 28, 40, 52].filter((limit) => bits > limit).length;
}

function foldRows(password: string): string {
  for (const row of [...ROWS, ...ROWS.map((one) => [...one].reverse().join(""))]) {
    for (let length = row.length; length > 2; length--) {
      for (let start = 0; start + length <= row.length; start++) {
        password = password.replaceAll(row.slice(start, start + length), "\0");
      }
    }
  }
  return password;
}

function alphabet(password: string): number {
  const classes: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[^a-zA-Z0-9]/, 33],
  ];
  return classes.reduce((size, [pattern, count]) => size + (pattern.test(password) ? count : 0), 0) || 1;
}
