// The library's tables, as numbered migrations. tests/engine/store/schema.snapshot.sql shows the whole; a change shows in review.
// Instants are integers in milliseconds since the epoch, UTC (`_ms`); true time unless a column says camera or media.

import type Database from "better-sqlite3";

const INITIAL = `
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE cameras (
  camera_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  site TEXT, lat REAL, lon REAL, crs TEXT,
  heading_deg REAL, fov_deg REAL, range_m REAL,
  recorder TEXT, channel TEXT, gb28181 TEXT, timezone TEXT, retention_days REAL, match TEXT,
  provisional INTEGER NOT NULL DEFAULT 0,
  created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE files (
  file_id INTEGER PRIMARY KEY,
  path_bytes BLOB NOT NULL UNIQUE,
  path TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  mtime_ms REAL NOT NULL,
  state TEXT NOT NULL,
  sha256 TEXT,
  duplicate_of INTEGER REFERENCES files(file_id),
  camera_id TEXT REFERENCES cameras(camera_id),
  container TEXT, video_codec TEXT, audio_codec TEXT,
  width_px INTEGER, height_px INTEGER,
  frames_per_second REAL, frame_count INTEGER, duration_ms REAL,
  time_base TEXT, first_pts INTEGER, frame_index BLOB,
  time_source TEXT, time_basis TEXT, time_confidence TEXT, time_uncertainty_ms REAL,
  start_camera_ms INTEGER,
  candidates TEXT NOT NULL DEFAULT '[]',
  indexed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX files_by_camera ON files(camera_id);
-- The few files that give no coverage are asked for with every look at the timeline; they must not be searched for.
CREATE INDEX files_unplaced ON files(camera_id) WHERE state <> 'indexed';
CREATE INDEX files_timeless ON files(camera_id) WHERE state = 'indexed' AND start_camera_ms IS NULL;
CREATE INDEX files_by_sha256 ON files(sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX files_unhashed ON files(file_id) WHERE sha256 IS NULL;
CREATE INDEX files_by_duplicate ON files(duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE problems (
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  params TEXT NOT NULL,
  PRIMARY KEY (file_id, code)
) STRICT, WITHOUT ROWID;

-- A continuous run of frames inside one file. What clients know as a recording; its id is the recording's.
CREATE TABLE pieces (
  piece_id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  media_start_ms REAL NOT NULL,
  media_end_ms REAL NOT NULL
) STRICT;
CREATE INDEX pieces_by_file ON pieces(file_id);

-- Pieces on the true clock, cut at one hour of camera time and at clock readings, so that each row is short and linear.
CREATE TABLE recordings (
  piece_id INTEGER NOT NULL REFERENCES pieces(piece_id) ON DELETE CASCADE,
  part_no INTEGER NOT NULL,
  camera_id TEXT NOT NULL,
  file_id INTEGER NOT NULL,
  start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
  media_start_ms REAL NOT NULL, media_end_ms REAL NOT NULL,
  camera_start_ms INTEGER NOT NULL,
  uncertainty_ms REAL,
  PRIMARY KEY (piece_id, part_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX recordings_by_time ON recordings(camera_id, start_ms);
CREATE INDEX recordings_by_file ON recordings(file_id);

-- Recordings joined, per camera, disjoint and sorted: the overview reads nothing else.
CREATE TABLE coverage (
  camera_id TEXT NOT NULL,
  start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
  uncertainty_ms REAL,
  PRIMARY KEY (camera_id, start_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE clock_epochs (
  epoch_id INTEGER PRIMARY KEY,
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX clock_epochs_by_camera ON clock_epochs(camera_id);
CREATE TABLE clock_readings (
  reading_id INTEGER PRIMARY KEY,
  epoch_id INTEGER NOT NULL REFERENCES clock_epochs(epoch_id),
  camera_ms INTEGER NOT NULL, true_ms INTEGER NOT NULL, uncertainty_ms REAL NOT NULL,
  method TEXT NOT NULL, by_name TEXT NOT NULL, at_ms INTEGER NOT NULL,
  removed_ms INTEGER
) STRICT;
CREATE INDEX clock_readings_by_epoch ON clock_readings(epoch_id);

CREATE TABLE cases (
  case_id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, cause TEXT, place TEXT,
  period_from_ms INTEGER, period_to_ms INTEGER,
  officers TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;

-- A pin stands on frames: camera time and sources never change, true time is derived from them.
CREATE TABLE pins (
  pin_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  title TEXT NOT NULL, note TEXT, tags TEXT NOT NULL,
  camera_start_ms INTEGER NOT NULL, camera_end_ms INTEGER NOT NULL,
  by_name TEXT NOT NULL, created_ms INTEGER NOT NULL, removed_ms INTEGER
) STRICT;
CREATE INDEX pins_by_case ON pins(case_id);
CREATE TABLE pin_sources (
  pin_id INTEGER NOT NULL REFERENCES pins(pin_id),
  source_no INTEGER NOT NULL,
  file_id INTEGER NOT NULL REFERENCES files(file_id),
  media_start_ms REAL NOT NULL, media_end_ms REAL NOT NULL,
  start_pts INTEGER, end_pts INTEGER, time_base TEXT,
  camera_start_ms INTEGER NOT NULL,
  PRIMARY KEY (pin_id, source_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE exhibits (
  exhibit_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  name TEXT NOT NULL, count INTEGER, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX exhibits_by_case ON exhibits(case_id);
CREATE TABLE observations (
  observation_id INTEGER PRIMARY KEY,
  exhibit_id INTEGER NOT NULL REFERENCES exhibits(exhibit_id),
  at_ms INTEGER NOT NULL, to_ms INTEGER,
  state TEXT NOT NULL, count INTEGER,
  camera_id TEXT REFERENCES cameras(camera_id), camera_ms INTEGER, camera_to_ms INTEGER,
  place TEXT, holder TEXT, container TEXT, note TEXT,
  by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX observations_by_exhibit ON observations(exhibit_id);

CREATE TABLE jobs (
  job_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, state TEXT NOT NULL, subject_id INTEGER,
  progress TEXT NOT NULL, started_ms INTEGER NOT NULL, ended_ms INTEGER,
  result TEXT, error TEXT, problem_count INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Copies made of originals so that they can be shown: what from, how, with what.
CREATE TABLE derived (
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  source_size_bytes INTEGER NOT NULL, source_mtime_ms REAL NOT NULL,
  command TEXT NOT NULL, tool TEXT NOT NULL, made_ms INTEGER NOT NULL,
  PRIMARY KEY (file_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE custody (
  seq INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL, action TEXT NOT NULL,
  case_id INTEGER,
  -- The whole entry as it was hashed, without its hash.
  entry TEXT NOT NULL,
  prev TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX custody_by_case ON custody(case_id);
CREATE TRIGGER custody_no_update BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log only grows'); END;
CREATE TRIGGER custody_no_delete BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log only grows'); END;
CREATE TRIGGER observations_no_update BEFORE UPDATE ON observations BEGIN SELECT RAISE(ABORT, 'observations are only added'); END;
CREATE TRIGGER observations_no_delete BEFORE DELETE ON observations BEGIN SELECT RAISE(ABORT, 'observations are only added'); END;
`;

const FILE_CHOICES = `
-- What a person decided about a file, laid over what indexing learns: see choices.ts. A start holds for the bytes it was given for.
CREATE TABLE file_choices (
  file_id INTEGER NOT NULL PRIMARY KEY REFERENCES files(file_id),
  camera_id TEXT REFERENCES cameras(camera_id),
  automatic_camera_id TEXT,
  start TEXT, start_size_bytes INTEGER, start_mtime_ms REAL,
  by_name TEXT NOT NULL, at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX file_choices_by_camera ON file_choices(camera_id) WHERE camera_id IS NOT NULL;
CREATE INDEX pin_sources_by_file ON pin_sources(file_id);
`;

const INTAKES = `
-- Intake sheets: the facts as JSON of intakeFacts, and which camera got which clock reading from one.
CREATE TABLE intakes (
  intake_id INTEGER PRIMARY KEY,
  facts TEXT NOT NULL, photo_sha256 TEXT,
  by_name TEXT NOT NULL, created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE intake_readings (
  intake_id INTEGER NOT NULL REFERENCES intakes(intake_id),
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  reading_id INTEGER REFERENCES clock_readings(reading_id), refusal TEXT,
  PRIMARY KEY (intake_id, camera_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX intake_readings_by_camera ON intake_readings(camera_id);
CREATE INDEX intake_readings_by_reading ON intake_readings(reading_id);
`;

const CHECKS = `
-- Files that were decoded from end to end, as they were then, and where that failed: see checks.ts.
CREATE TABLE checks (
  file_id INTEGER NOT NULL PRIMARY KEY REFERENCES files(file_id) ON DELETE CASCADE,
  size_bytes INTEGER NOT NULL, mtime_ms REAL NOT NULL,
  frames_expected INTEGER NOT NULL, frames_sound INTEGER NOT NULL,
  tool TEXT NOT NULL, checked_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE damage (
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  media_start_ms REAL NOT NULL, media_end_ms REAL NOT NULL,
  PRIMARY KEY (file_id, media_start_ms)
) STRICT, WITHOUT ROWID;
`;

const LANE_STAMPS = `
-- Rises with every change of what a camera's lane on the timeline is made of: see lane-stamps.ts.
CREATE TABLE lane_stamps (camera_id TEXT NOT NULL PRIMARY KEY, stamp INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER lane_of_new_file AFTER INSERT ON files WHEN NEW.camera_id IS NOT NULL BEGIN
  INSERT INTO lane_stamps (camera_id, stamp) VALUES (NEW.camera_id, 1) ON CONFLICT (camera_id) DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER lane_of_changed_file AFTER UPDATE OF camera_id, state, start_camera_ms, candidates, duplicate_of ON files BEGIN
  INSERT INTO lane_stamps (camera_id, stamp) SELECT value, 1 FROM json_each(json_array(OLD.camera_id, NEW.camera_id)) WHERE value IS NOT NULL
    ON CONFLICT (camera_id) DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER lane_of_gone_file AFTER DELETE ON files WHEN OLD.camera_id IS NOT NULL BEGIN
  INSERT INTO lane_stamps (camera_id, stamp) VALUES (OLD.camera_id, 1) ON CONFLICT (camera_id) DO UPDATE SET stamp = stamp + 1;
END;
`;

const WATCHED = `
-- Who watched what: see watched.ts. A stretch stays with the bytes of its file that were shown.
CREATE TABLE watchers (
  watcher_id INTEGER PRIMARY KEY,
  -- Null: nobody had said who they are.
  name TEXT, unit TEXT, number TEXT
) STRICT;
CREATE TABLE watched (
  watched_id INTEGER PRIMARY KEY,
  watcher_id INTEGER NOT NULL REFERENCES watchers(watcher_id),
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  size_bytes INTEGER NOT NULL, mtime_ms REAL NOT NULL,
  media_start_ms REAL NOT NULL, media_end_ms REAL NOT NULL,
  speed REAL NOT NULL, focused INTEGER NOT NULL,
  first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX watched_by_file ON watched(file_id, watcher_id, speed, focused);
CREATE INDEX watched_by_watcher ON watched(watcher_id);
CREATE INDEX watchers_by_name ON watchers(name);
-- The same in true time, derived: cut where recordings are cut, so that a row is short and a window is bounded on both sides.
CREATE TABLE watched_spans (
  camera_id TEXT NOT NULL,
  start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
  watched_id INTEGER NOT NULL REFERENCES watched(watched_id) ON DELETE CASCADE,
  piece_id INTEGER NOT NULL, part_no INTEGER NOT NULL,
  PRIMARY KEY (camera_id, start_ms, watched_id, piece_id, part_no),
  FOREIGN KEY (piece_id, part_no) REFERENCES recordings(piece_id, part_no) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_spans_by_part ON watched_spans(piece_id, part_no);
CREATE INDEX watched_spans_by_watched ON watched_spans(watched_id);
-- Where a stretch meets a recording of its file, or of the original that its file is a copy of.
CREATE VIEW watched_on_recordings AS
  SELECT r.camera_id, r.piece_id, r.part_no, w.watched_id, r.file_id,
         r.start_ms + CAST(round((max(w.media_start_ms, r.media_start_ms) - r.media_start_ms) * (r.end_ms - r.start_ms) / (r.media_end_ms - r.media_start_ms)) AS INTEGER) AS start_ms,
         r.start_ms + CAST(round((min(w.media_end_ms, r.media_end_ms) - r.media_start_ms) * (r.end_ms - r.start_ms) / (r.media_end_ms - r.media_start_ms)) AS INTEGER) AS end_ms
  FROM watched w
  JOIN files f ON f.file_id = w.file_id AND f.size_bytes = w.size_bytes AND f.mtime_ms = w.mtime_ms
  JOIN recordings r ON r.file_id = coalesce(f.duplicate_of, f.file_id) AND r.media_start_ms < w.media_end_ms AND r.media_end_ms > w.media_start_ms;
CREATE TRIGGER recordings_watched AFTER INSERT ON recordings
WHEN EXISTS (SELECT 1 FROM watched WHERE file_id = NEW.file_id) OR EXISTS (SELECT 1 FROM files f JOIN watched w ON w.file_id = f.file_id WHERE f.duplicate_of = NEW.file_id)
BEGIN
  INSERT INTO watched_spans (camera_id, start_ms, end_ms, watched_id, piece_id, part_no)
    SELECT camera_id, start_ms, end_ms, watched_id, piece_id, part_no FROM watched_on_recordings
    WHERE watched_id IN (SELECT watched_id FROM watched WHERE file_id = NEW.file_id OR file_id IN (SELECT file_id FROM files WHERE duplicate_of = NEW.file_id))
      AND piece_id = NEW.piece_id AND part_no = NEW.part_no AND start_ms < end_ms;
END;
CREATE TRIGGER watched_placed AFTER INSERT ON watched
BEGIN
  INSERT INTO watched_spans (camera_id, start_ms, end_ms, watched_id, piece_id, part_no)
    SELECT camera_id, start_ms, end_ms, watched_id, piece_id, part_no FROM watched_on_recordings WHERE watched_id = NEW.watched_id AND start_ms < end_ms;
END;
-- What somebody watched in one sitting and the log does not know yet; a row goes when the log has it.
CREATE TABLE watched_sittings (
  sitting_id INTEGER PRIMARY KEY,
  watcher_id INTEGER NOT NULL REFERENCES watchers(watcher_id),
  case_id INTEGER REFERENCES cases(case_id),
  first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX watched_sittings_by_watcher ON watched_sittings(watcher_id);
CREATE INDEX watched_sittings_by_case ON watched_sittings(case_id);
CREATE TABLE watched_tallies (
  sitting_id INTEGER NOT NULL REFERENCES watched_sittings(sitting_id) ON DELETE CASCADE,
  camera_id TEXT NOT NULL,
  shown_ms REAL NOT NULL, focused_ms REAL NOT NULL,
  PRIMARY KEY (sitting_id, camera_id)
) STRICT, WITHOUT ROWID;
`;

const CHANGES = `
-- What can be undone and done again: see changes.ts. The writes that do it are kept as JSON of ChangeStep[].
CREATE TABLE changes (
  change_id INTEGER PRIMARY KEY,
  case_id INTEGER REFERENCES cases(case_id),
  kind TEXT NOT NULL, title TEXT NOT NULL,
  -- JSON of string[]: what it is about, such as pin:12.
  touches TEXT NOT NULL,
  undo TEXT NOT NULL, redo TEXT NOT NULL,
  -- The custody log's entry of the act.
  seq INTEGER NOT NULL,
  by_name TEXT NOT NULL, at_ms INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'done', stepped_by TEXT, stepped_ms INTEGER
) STRICT;
CREATE INDEX changes_by_case ON changes(case_id, state);
CREATE INDEX changes_undone ON changes(case_id) WHERE state = 'undone';
ALTER TABLE intakes ADD COLUMN removed_ms INTEGER;
`;

const RECONSTRUCTION = `
ALTER TABLE exhibits ADD COLUMN kind TEXT;
ALTER TABLE exhibits ADD COLUMN note TEXT;
-- JSON of frameRef.
ALTER TABLE exhibits ADD COLUMN picture TEXT;
ALTER TABLE exhibits ADD COLUMN retired_ms INTEGER;

CREATE TABLE subjects (
  subject_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  kind TEXT NOT NULL, label TEXT NOT NULL, plate TEXT, note TEXT,
  removed_ms INTEGER, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX subjects_by_case ON subjects(case_id);

CREATE TABLE statements (
  statement_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  speaker TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  made_ms INTEGER, from_ms INTEGER, to_ms INTEGER,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_by_case ON statements(case_id);
-- What the footage was found to say of a statement: the last one holds, the others stay. finding NULL takes the one before back.
CREATE TABLE assessments (
  assessment_id INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statements(statement_id),
  finding TEXT, pin_ids TEXT NOT NULL, note TEXT,
  by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX assessments_by_statement ON assessments(statement_id);
CREATE TRIGGER assessments_no_update BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END;
CREATE TRIGGER assessments_no_delete BEFORE DELETE ON assessments BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END;

-- Revisions: first_id NULL is a first one. What nothing revises and is not withdrawn holds now.
ALTER TABLE observations ADD COLUMN first_id INTEGER REFERENCES observations(observation_id);
ALTER TABLE observations ADD COLUMN revises_id INTEGER REFERENCES observations(observation_id);
ALTER TABLE observations ADD COLUMN reason TEXT;
ALTER TABLE observations ADD COLUMN is_withdrawn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE observations ADD COLUMN statement_id INTEGER REFERENCES statements(statement_id);
ALTER TABLE observations ADD COLUMN uncertainty_ms REAL;
ALTER TABLE observations ADD COLUMN file_id INTEGER REFERENCES files(file_id);
ALTER TABLE observations ADD COLUMN media_ms REAL;
ALTER TABLE observations ADD COLUMN pts INTEGER;
ALTER TABLE observations ADD COLUMN time_base TEXT;
CREATE INDEX observations_by_first ON observations(first_id) WHERE first_id IS NOT NULL;
CREATE UNIQUE INDEX observations_by_revised ON observations(revises_id) WHERE revises_id IS NOT NULL;
CREATE INDEX observations_by_statement ON observations(statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX observations_by_file ON observations(file_id) WHERE file_id IS NOT NULL;

CREATE TABLE facts (
  fact_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  kind TEXT NOT NULL, text TEXT NOT NULL,
  from_ms INTEGER, to_ms INTEGER, uncertainty_ms REAL, time_text TEXT, place TEXT, source TEXT,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX facts_by_case ON facts(case_id);

CREATE TABLE story_sections (
  section_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  position INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  removed_ms INTEGER, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX story_sections_by_case ON story_sections(case_id, position);

-- Cameras that a person says had, or had not, a view of an exhibit; all the time where the ends are NULL.
CREATE TABLE exhibit_views (
  exhibit_id INTEGER NOT NULL REFERENCES exhibits(exhibit_id),
  view_no INTEGER NOT NULL,
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  has_view INTEGER NOT NULL, from_ms INTEGER, to_ms INTEGER,
  PRIMARY KEY (exhibit_id, view_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX exhibit_views_by_camera ON exhibit_views(camera_id);
`;

const FACTS_ABOUT = `
-- Which camera, exhibit and person a fact is about, where it says so.
ALTER TABLE facts ADD COLUMN camera_id TEXT REFERENCES cameras(camera_id);
ALTER TABLE facts ADD COLUMN exhibit_id INTEGER REFERENCES exhibits(exhibit_id);
ALTER TABLE facts ADD COLUMN subject_id INTEGER REFERENCES subjects(subject_id);
CREATE INDEX facts_by_camera ON facts(camera_id) WHERE camera_id IS NOT NULL;
CREATE INDEX facts_by_exhibit ON facts(exhibit_id) WHERE exhibit_id IS NOT NULL;
CREATE INDEX facts_by_subject ON facts(subject_id) WHERE subject_id IS NOT NULL;
`;


const ROOTS = `
-- The folders that were given to be read: a file belongs to the root that its path lies below. offline_ms: since when it is not there.
CREATE TABLE roots (
  root_id INTEGER PRIMARY KEY,
  path_bytes BLOB NOT NULL UNIQUE, path TEXT NOT NULL,
  added_ms INTEGER NOT NULL, offline_ms INTEGER
) STRICT;
INSERT INTO roots (path_bytes, path, added_ms)
  SELECT CAST(p.value AS BLOB), p.value, min(c.at_ms) FROM custody c, json_each(c.entry, '$.details.paths') p
  WHERE c.action = 'index.done' AND p.value NOT IN (SELECT path FROM files) GROUP BY p.value;
DELETE FROM roots WHERE EXISTS (SELECT 1 FROM roots o WHERE substr(roots.path, 1, length(o.path) + 1) IN (o.path || '/', o.path || '\\'));
-- Folders that the window watches, over restarts too: see watches.ts.
CREATE TABLE watches (
  watch_id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  camera_id TEXT, timezone TEXT,
  by_name TEXT NOT NULL, added_ms INTEGER NOT NULL,
  offline_ms INTEGER, last_file TEXT, last_taken_ms INTEGER, taken_count INTEGER NOT NULL DEFAULT 0
) STRICT;
-- SHA-256 of a file's size and both its ends: tells at the cost of two reads that a file cannot be another one.
ALTER TABLE files ADD COLUMN ends_sha256 TEXT;
CREATE INDEX files_by_size ON files(size_bytes, ends_sha256) WHERE sha256 IS NOT NULL;
`;

const CLOCK_TIES = `
-- Readings whose true time came from another camera that showed the same moment: which, and what its clock said and meant then.
CREATE TABLE clock_ties (
  reading_id INTEGER NOT NULL PRIMARY KEY REFERENCES clock_readings(reading_id),
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  camera_ms INTEGER NOT NULL, true_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX clock_ties_by_camera ON clock_ties(camera_id);
`;

const SITE_PLANS = `
-- Pictures laid on the map; the bytes lie in plans/, named by their SHA-256. points: JSON of planPoint[], none or two or three.
CREATE TABLE site_plans (
  plan_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, sha256 TEXT NOT NULL, mime_type TEXT NOT NULL,
  width_px INTEGER NOT NULL, height_px INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
  points TEXT NOT NULL DEFAULT '[]', opacity REAL NOT NULL DEFAULT 0.8,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
`;

const PROBLEM_RANKS = `
-- How badly off files are, kept as problems come and go, so that whoever looks reads numbers and not a hundred thousand rows.
-- problem_weights: the rank of each code as the program has it (see problems.ts); a code that is not there is doubtful, rank 1.
CREATE TABLE problem_weights (code TEXT NOT NULL PRIMARY KEY, rank INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- Each file with a problem, and the rank of its worst.
CREATE TABLE problem_files (
  file_id INTEGER PRIMARY KEY REFERENCES files(file_id) ON DELETE CASCADE,
  camera_id TEXT, rank INTEGER NOT NULL
) STRICT;
CREATE INDEX problem_files_by_rank ON problem_files(rank, file_id);
CREATE INDEX problem_files_by_camera ON problem_files(camera_id, rank, file_id);
-- How many of them each camera has; '' is no camera.
CREATE TABLE problem_counts (camera_id TEXT NOT NULL, rank INTEGER NOT NULL, files INTEGER NOT NULL, PRIMARY KEY (camera_id, rank)) STRICT, WITHOUT ROWID;
CREATE INDEX problem_counts_by_rank ON problem_counts(rank, files);

CREATE TRIGGER rank_of_new_problem AFTER INSERT ON problems BEGIN
  INSERT INTO problem_files (file_id, camera_id, rank)
    SELECT f.file_id, f.camera_id, coalesce((SELECT rank FROM problem_weights WHERE code = NEW.code), 1) FROM files f WHERE f.file_id = NEW.file_id
    ON CONFLICT (file_id) DO UPDATE SET rank = excluded.rank WHERE excluded.rank < problem_files.rank;
END;
CREATE TRIGGER rank_without_problem AFTER DELETE ON problems BEGIN
  DELETE FROM problem_files WHERE file_id = OLD.file_id AND NOT EXISTS (SELECT 1 FROM problems WHERE file_id = OLD.file_id);
  UPDATE problem_files SET rank = (SELECT min(coalesce(w.rank, 1)) FROM problems p LEFT JOIN problem_weights w ON w.code = p.code WHERE p.file_id = OLD.file_id)
    WHERE file_id = OLD.file_id AND rank >= coalesce((SELECT rank FROM problem_weights WHERE code = OLD.code), 1);
END;
CREATE TRIGGER rank_of_other_camera AFTER UPDATE OF camera_id ON files WHEN OLD.camera_id IS NOT NEW.camera_id BEGIN
  UPDATE problem_files SET camera_id = NEW.camera_id WHERE file_id = NEW.file_id;
END;
CREATE TRIGGER count_new_problem_file AFTER INSERT ON problem_files BEGIN
  INSERT INTO problem_counts (camera_id, rank, files) VALUES (coalesce(NEW.camera_id, ''), NEW.rank, 1) ON CONFLICT (camera_id, rank) DO UPDATE SET files = files + 1;
END;
CREATE TRIGGER count_old_problem_file AFTER DELETE ON problem_files BEGIN
  UPDATE problem_counts SET files = files - 1 WHERE camera_id = coalesce(OLD.camera_id, '') AND rank = OLD.rank;
END;
CREATE TRIGGER count_changed_problem_file AFTER UPDATE ON problem_files WHEN OLD.camera_id IS NOT NEW.camera_id OR OLD.rank <> NEW.rank BEGIN
  UPDATE problem_counts SET files = files - 1 WHERE camera_id = coalesce(OLD.camera_id, '') AND rank = OLD.rank;
  INSERT INTO problem_counts (camera_id, rank, files) VALUES (coalesce(NEW.camera_id, ''), NEW.rank, 1) ON CONFLICT (camera_id, rank) DO UPDATE SET files = files + 1;
END;
`;

const INTAKE_RETENTION = `
-- What a sheet gave its camera as retention: as long as that stands, the sheet may say it anew. reading_id and refusal are both NULL where the sheet compares no clocks.
ALTER TABLE intake_readings ADD COLUMN retention_days REAL;
`;

const BLIND_AREAS = `
-- Areas that people marked as seen by no camera. corners: JSON of {lat, lon}[], in crs.
CREATE TABLE blind_areas (
  area_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, reason TEXT, crs TEXT NOT NULL, corners TEXT NOT NULL,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
`;

const NEIGHBOURS = `
-- The camera that comes next from another in a direction; travel_ms, else the distance at speed_kmh (NULL: walking).
CREATE TABLE camera_neighbours (
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  neighbour_no INTEGER NOT NULL,
  to_camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  direction TEXT NOT NULL, travel_ms INTEGER, speed_kmh REAL,
  PRIMARY KEY (camera_id, neighbour_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX camera_neighbours_by_target ON camera_neighbours(to_camera_id);
`;

const TILE_SOURCES = `
-- Files of map tiles; they stay where they are. facts: JSON of tileFacts.
CREATE TABLE tile_sources (
  source_id INTEGER PRIMARY KEY,
  path TEXT NOT NULL, name TEXT NOT NULL, facts TEXT NOT NULL,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
`;

const PROXY_STRETCHES = `
-- Parts of a playable copy that is still being made. Stamps are those of the original, half-open; first_pts: of the first frame that is really in it.
-- Ids are never given twice: a window asks for a part by its id alone.
CREATE TABLE proxy_stretches (
  stretch_id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  kind TEXT NOT NULL, name TEXT NOT NULL,
  from_pts INTEGER NOT NULL, end_pts INTEGER NOT NULL, first_pts INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  source_size_bytes INTEGER NOT NULL, source_mtime_ms REAL NOT NULL,
  command TEXT NOT NULL, tool TEXT NOT NULL, made_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX proxy_stretches_by_file ON proxy_stretches(file_id, kind, from_pts);
`;

/** In order; never changed once released. Tests make older libraries of the first ones. */
export const MIGRATIONS: readonly string[] = [INITIAL, FILE_CHOICES, INTAKES, CHECKS, LANE_STAMPS, WATCHED, CHANGES, ROOTS, CLOCK_TIES, RECONSTRUCTION, SITE_PLANS, PROBLEM_RANKS, INTAKE_RETENTION, BLIND_AREAS, NEIGHBOURS, FACTS_ABOUT, TILE_SOURCES, PROXY_STRETCHES];

/** What this program writes into `user_version`; a library with a higher one is refused. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings the database up to this version in one transaction; an older library is copied aside first, unless `path` is null. True: it was made now. */
export function migrate(db: Database.Database, path: string | null, timezone: string): boolean {
  const from = db.pragma("user_version", { simple: true }) as number;
  if (from === SCHEMA_VERSION) return false;
  // A backup that is there already is another's; SQLite refuses to write over it, and so do we.
  if (from > 0 && path !== null) db.prepare("VACUUM INTO ?").run(`${path}.v${from}-${Date.now()}.backup`);
  db.transaction(() => {
    for (let version = from; version < SCHEMA_VERSION; version++) db.exec(MIGRATIONS[version]!);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
    if (from === 0) db.prepare("INSERT INTO settings (key, value) VALUES ('timezone', ?)").run(timezone);
  }).immediate();
  return from === 0;
}
