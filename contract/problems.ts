// What can be wrong with one file, as a closed table. A problem never fails a job: the file is listed with its code.
// Sentences live in resources/locales, what to do about each in docs/problems.md.

/** How bad it is, worst first: `unreadable` gives no footage, `doubtful` gives footage with a caveat, `notice` is only worth knowing. */
export const problemWeights = ["unreadable", "doubtful", "notice"] as const;
export type ProblemWeight = (typeof problemWeights)[number];

export const PROBLEM_WEIGHTS = {
  "not-video": "unreadable",
  "file-empty": "unreadable",
  "no-moov": "unreadable",
  "container-unreadable": "unreadable",
  "no-video-track": "unreadable",
  "cannot-open": "unreadable",
  "not-a-regular-file": "unreadable",
  "link-outside": "unreadable",
  "read-timeout": "unreadable",
  "changed-while-reading": "doubtful",
  "missing-now": "doubtful",
  "still-being-written": "doubtful",
  "time-unknown": "doubtful",
  "time-guessed": "doubtful",
  "time-sources-disagree": "doubtful",
  "time-nonexistent": "doubtful",
  "time-ambiguous": "doubtful",
  "duration-disagrees": "doubtful",
  "truncated": "doubtful",
  "size-disagrees": "doubtful",
  "pictures-damaged": "doubtful",
  "frame-rate-assumed": "doubtful",
  "fields-unpaired": "doubtful",
  "timestamps-jump": "doubtful",
  "bytes-skipped": "doubtful",
  "camera-provisional": "notice",
  "camera-column-invalid": "notice",
  "sidecar-unreadable": "notice",
  "duplicate-content": "notice",
  "poster-failed": "notice",
} as const satisfies Record<string, ProblemWeight>;

export type ProblemCode = keyof typeof PROBLEM_WEIGHTS;

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === "string" && Object.hasOwn(PROBLEM_WEIGHTS, value);
}
