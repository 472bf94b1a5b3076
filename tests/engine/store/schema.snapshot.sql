CREATE TABLE assessments (
  assessment_id INTEGER PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES statements(statement_id),
  finding TEXT, pin_ids TEXT NOT NULL, note TEXT,
  by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX assessments_by_statement ON assessments(statement_id);
CREATE TRIGGER assessments_no_delete BEFORE DELETE ON assessments BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END;
CREATE TRIGGER assessments_no_update BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'assessments are only added'); END;
CREATE TABLE blind_areas (
  area_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, reason TEXT, crs TEXT NOT NULL, corners TEXT NOT NULL,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE camera_neighbours (
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  neighbour_no INTEGER NOT NULL,
  to_camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  direction TEXT NOT NULL, travel_ms INTEGER, speed_kmh REAL,
  PRIMARY KEY (camera_id, neighbour_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX camera_neighbours_by_target ON camera_neighbours(to_camera_id);
CREATE TABLE cameras (
  camera_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  site TEXT, lat REAL, lon REAL, crs TEXT,
  heading_deg REAL, fov_deg REAL, range_m REAL,
  recorder TEXT, channel TEXT, gb28181 TEXT, timezone TEXT, retention_days REAL, match TEXT,
  provisional INTEGER NOT NULL DEFAULT 0,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE cases (
  case_id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, cause TEXT, place TEXT,
  period_from_ms INTEGER, period_to_ms INTEGER,
  officers TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
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
CREATE TABLE checks (
  file_id INTEGER NOT NULL PRIMARY KEY REFERENCES files(file_id) ON DELETE CASCADE,
  size_bytes INTEGER NOT NULL, mtime_ms REAL NOT NULL,
  frames_expected INTEGER NOT NULL, frames_sound INTEGER NOT NULL,
  tool TEXT NOT NULL, checked_ms INTEGER NOT NULL
) STRICT;
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
CREATE TABLE clock_ties (
  reading_id INTEGER NOT NULL PRIMARY KEY REFERENCES clock_readings(reading_id),
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  camera_ms INTEGER NOT NULL, true_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX clock_ties_by_camera ON clock_ties(camera_id);
CREATE TABLE coverage (
  camera_id TEXT NOT NULL,
  start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
  uncertainty_ms REAL,
  PRIMARY KEY (camera_id, start_ms)
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
CREATE TRIGGER custody_no_delete BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log only grows'); END;
CREATE TRIGGER custody_no_update BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log only grows'); END;
CREATE TABLE damage (
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  media_start_ms REAL NOT NULL, media_end_ms REAL NOT NULL,
  PRIMARY KEY (file_id, media_start_ms)
) STRICT, WITHOUT ROWID;
CREATE TABLE derived (
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  source_size_bytes INTEGER NOT NULL, source_mtime_ms REAL NOT NULL,
  command TEXT NOT NULL, tool TEXT NOT NULL, made_ms INTEGER NOT NULL,
  PRIMARY KEY (file_id, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE exhibit_views (
  exhibit_id INTEGER NOT NULL REFERENCES exhibits(exhibit_id),
  view_no INTEGER NOT NULL,
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  has_view INTEGER NOT NULL, from_ms INTEGER, to_ms INTEGER,
  PRIMARY KEY (exhibit_id, view_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX exhibit_views_by_camera ON exhibit_views(camera_id);
CREATE TABLE exhibits (
  exhibit_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  name TEXT NOT NULL, count INTEGER, created_ms INTEGER NOT NULL
, kind TEXT, note TEXT, picture TEXT, retired_ms INTEGER) STRICT;
CREATE INDEX exhibits_by_case ON exhibits(case_id);
CREATE TABLE facts (
  fact_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  kind TEXT NOT NULL, text TEXT NOT NULL,
  from_ms INTEGER, to_ms INTEGER, uncertainty_ms REAL, time_text TEXT, place TEXT, source TEXT,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
, camera_id TEXT REFERENCES cameras(camera_id), exhibit_id INTEGER REFERENCES exhibits(exhibit_id), subject_id INTEGER REFERENCES subjects(subject_id)) STRICT;
CREATE INDEX facts_by_camera ON facts(camera_id) WHERE camera_id IS NOT NULL;
CREATE INDEX facts_by_case ON facts(case_id);
CREATE INDEX facts_by_exhibit ON facts(exhibit_id) WHERE exhibit_id IS NOT NULL;
CREATE INDEX facts_by_subject ON facts(subject_id) WHERE subject_id IS NOT NULL;
CREATE TABLE file_choices (
  file_id INTEGER NOT NULL PRIMARY KEY REFERENCES files(file_id),
  camera_id TEXT REFERENCES cameras(camera_id),
  automatic_camera_id TEXT,
  start TEXT, start_size_bytes INTEGER, start_mtime_ms REAL,
  by_name TEXT NOT NULL, at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX file_choices_by_camera ON file_choices(camera_id) WHERE camera_id IS NOT NULL;
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
, ends_sha256 TEXT) STRICT;
CREATE INDEX files_by_camera ON files(camera_id);
CREATE INDEX files_by_duplicate ON files(duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX files_by_sha256 ON files(sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX files_by_size ON files(size_bytes, ends_sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX files_timeless ON files(camera_id) WHERE state = 'indexed' AND start_camera_ms IS NULL;
CREATE INDEX files_unhashed ON files(file_id) WHERE sha256 IS NULL;
CREATE INDEX files_unplaced ON files(camera_id) WHERE state <> 'indexed';
CREATE TRIGGER lane_of_changed_file AFTER UPDATE OF camera_id, state, start_camera_ms, candidates, duplicate_of ON files BEGIN
  INSERT INTO lane_stamps (camera_id, stamp) SELECT value, 1 FROM json_each(json_array(OLD.camera_id, NEW.camera_id)) WHERE value IS NOT NULL
    ON CONFLICT (camera_id) DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER lane_of_gone_file AFTER DELETE ON files WHEN OLD.camera_id IS NOT NULL BEGIN
  INSERT INTO lane_stamps (camera_id, stamp) VALUES (OLD.camera_id, 1) ON CONFLICT (camera_id) DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER lane_of_new_file AFTER INSERT ON files WHEN NEW.camera_id IS NOT NULL BEGIN
  INSERT INTO lane_stamps (camera_id, stamp) VALUES (NEW.camera_id, 1) ON CONFLICT (camera_id) DO UPDATE SET stamp = stamp + 1;
END;
CREATE TRIGGER rank_of_other_camera AFTER UPDATE OF camera_id ON files WHEN OLD.camera_id IS NOT NEW.camera_id BEGIN
  UPDATE problem_files SET camera_id = NEW.camera_id WHERE file_id = NEW.file_id;
END;
CREATE TABLE intake_readings (
  intake_id INTEGER NOT NULL REFERENCES intakes(intake_id),
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  reading_id INTEGER REFERENCES clock_readings(reading_id), refusal TEXT, retention_days REAL,
  PRIMARY KEY (intake_id, camera_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX intake_readings_by_camera ON intake_readings(camera_id);
CREATE INDEX intake_readings_by_reading ON intake_readings(reading_id);
CREATE TABLE intakes (
  intake_id INTEGER PRIMARY KEY,
  facts TEXT NOT NULL, photo_sha256 TEXT,
  by_name TEXT NOT NULL, created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
, removed_ms INTEGER) STRICT;
CREATE TABLE jobs (
  job_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, state TEXT NOT NULL, subject_id INTEGER,
  progress TEXT NOT NULL, started_ms INTEGER NOT NULL, ended_ms INTEGER,
  result TEXT, error TEXT, problem_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE lane_stamps (camera_id TEXT NOT NULL PRIMARY KEY, stamp INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE observations (
  observation_id INTEGER PRIMARY KEY,
  exhibit_id INTEGER NOT NULL REFERENCES exhibits(exhibit_id),
  at_ms INTEGER NOT NULL, to_ms INTEGER,
  state TEXT NOT NULL, count INTEGER,
  camera_id TEXT REFERENCES cameras(camera_id), camera_ms INTEGER, camera_to_ms INTEGER,
  place TEXT, holder TEXT, container TEXT, note TEXT,
  by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
, first_id INTEGER REFERENCES observations(observation_id), revises_id INTEGER REFERENCES observations(observation_id), reason TEXT, is_withdrawn INTEGER NOT NULL DEFAULT 0, statement_id INTEGER REFERENCES statements(statement_id), uncertainty_ms REAL, file_id INTEGER REFERENCES files(file_id), media_ms REAL, pts INTEGER, time_base TEXT) STRICT;
CREATE INDEX observations_by_exhibit ON observations(exhibit_id);
CREATE INDEX observations_by_file ON observations(file_id) WHERE file_id IS NOT NULL;
CREATE INDEX observations_by_first ON observations(first_id) WHERE first_id IS NOT NULL;
CREATE UNIQUE INDEX observations_by_revised ON observations(revises_id) WHERE revises_id IS NOT NULL;
CREATE INDEX observations_by_statement ON observations(statement_id) WHERE statement_id IS NOT NULL;
CREATE TRIGGER observations_no_delete BEFORE DELETE ON observations BEGIN SELECT RAISE(ABORT, 'observations are only added'); END;
CREATE TRIGGER observations_no_update BEFORE UPDATE ON observations BEGIN SELECT RAISE(ABORT, 'observations are only added'); END;
CREATE TABLE pieces (
  piece_id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  media_start_ms REAL NOT NULL,
  media_end_ms REAL NOT NULL
) STRICT;
CREATE INDEX pieces_by_file ON pieces(file_id);
CREATE TABLE pin_sources (
  pin_id INTEGER NOT NULL REFERENCES pins(pin_id),
  source_no INTEGER NOT NULL,
  file_id INTEGER NOT NULL REFERENCES files(file_id),
  media_start_ms REAL NOT NULL, media_end_ms REAL NOT NULL,
  start_pts INTEGER, end_pts INTEGER, time_base TEXT,
  camera_start_ms INTEGER NOT NULL,
  PRIMARY KEY (pin_id, source_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX pin_sources_by_file ON pin_sources(file_id);
CREATE TABLE pins (
  pin_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  camera_id TEXT NOT NULL REFERENCES cameras(camera_id),
  title TEXT NOT NULL, note TEXT, tags TEXT NOT NULL,
  camera_start_ms INTEGER NOT NULL, camera_end_ms INTEGER NOT NULL,
  by_name TEXT NOT NULL, created_ms INTEGER NOT NULL, removed_ms INTEGER
) STRICT;
CREATE INDEX pins_by_case ON pins(case_id);
CREATE TABLE problem_counts (camera_id TEXT NOT NULL, rank INTEGER NOT NULL, files INTEGER NOT NULL, PRIMARY KEY (camera_id, rank)) STRICT, WITHOUT ROWID;
CREATE INDEX problem_counts_by_rank ON problem_counts(rank, files);
CREATE TABLE problem_files (
  file_id INTEGER PRIMARY KEY REFERENCES files(file_id) ON DELETE CASCADE,
  camera_id TEXT, rank INTEGER NOT NULL
) STRICT;
CREATE TRIGGER count_changed_problem_file AFTER UPDATE ON problem_files WHEN OLD.camera_id IS NOT NEW.camera_id OR OLD.rank <> NEW.rank BEGIN
  UPDATE problem_counts SET files = files - 1 WHERE camera_id = coalesce(OLD.camera_id, '') AND rank = OLD.rank;
  INSERT INTO problem_counts (camera_id, rank, files) VALUES (coalesce(NEW.camera_id, ''), NEW.rank, 1) ON CONFLICT (camera_id, rank) DO UPDATE SET files = files + 1;
END;
CREATE TRIGGER count_new_problem_file AFTER INSERT ON problem_files BEGIN
  INSERT INTO problem_counts (camera_id, rank, files) VALUES (coalesce(NEW.camera_id, ''), NEW.rank, 1) ON CONFLICT (camera_id, rank) DO UPDATE SET files = files + 1;
END;
CREATE TRIGGER count_old_problem_file AFTER DELETE ON problem_files BEGIN
  UPDATE problem_counts SET files = files - 1 WHERE camera_id = coalesce(OLD.camera_id, '') AND rank = OLD.rank;
END;
CREATE INDEX problem_files_by_camera ON problem_files(camera_id, rank, file_id);
CREATE INDEX problem_files_by_rank ON problem_files(rank, file_id);
CREATE TABLE problem_weights (code TEXT NOT NULL PRIMARY KEY, rank INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE problems (
  file_id INTEGER NOT NULL REFERENCES files(file_id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  params TEXT NOT NULL,
  PRIMARY KEY (file_id, code)
) STRICT, WITHOUT ROWID;
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
CREATE INDEX recordings_by_file ON recordings(file_id);
CREATE INDEX recordings_by_time ON recordings(camera_id, start_ms);
CREATE TRIGGER recordings_watched AFTER INSERT ON recordings
WHEN EXISTS (SELECT 1 FROM watched WHERE file_id = NEW.file_id) OR EXISTS (SELECT 1 FROM files f JOIN watched w ON w.file_id = f.file_id WHERE f.duplicate_of = NEW.file_id)
BEGIN
  INSERT INTO watched_spans (camera_id, start_ms, end_ms, watched_id, piece_id, part_no)
    SELECT camera_id, start_ms, end_ms, watched_id, piece_id, part_no FROM watched_on_recordings
    WHERE watched_id IN (SELECT watched_id FROM watched WHERE file_id = NEW.file_id OR file_id IN (SELECT file_id FROM files WHERE duplicate_of = NEW.file_id))
      AND piece_id = NEW.piece_id AND part_no = NEW.part_no AND start_ms < end_ms;
END;
CREATE TABLE roots (
  root_id INTEGER PRIMARY KEY,
  path_bytes BLOB NOT NULL UNIQUE, path TEXT NOT NULL,
  added_ms INTEGER NOT NULL, offline_ms INTEGER
) STRICT;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE site_plans (
  plan_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL, sha256 TEXT NOT NULL, mime_type TEXT NOT NULL,
  width_px INTEGER NOT NULL, height_px INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
  points TEXT NOT NULL DEFAULT '[]', opacity REAL NOT NULL DEFAULT 0.8,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE sqlite_sequence(name,seq);
CREATE TABLE statements (
  statement_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  speaker TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  made_ms INTEGER, from_ms INTEGER, to_ms INTEGER,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_by_case ON statements(case_id);
CREATE TABLE story_sections (
  section_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  position INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  removed_ms INTEGER, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX story_sections_by_case ON story_sections(case_id, position);
CREATE TABLE subjects (
  subject_id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(case_id),
  kind TEXT NOT NULL, label TEXT NOT NULL, plate TEXT, note TEXT,
  removed_ms INTEGER, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX subjects_by_case ON subjects(case_id);
CREATE TABLE tile_sources (
  source_id INTEGER PRIMARY KEY,
  path TEXT NOT NULL, name TEXT NOT NULL, facts TEXT NOT NULL,
  removed_ms INTEGER, by_name TEXT NOT NULL, created_ms INTEGER NOT NULL
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
CREATE TRIGGER watched_placed AFTER INSERT ON watched
BEGIN
  INSERT INTO watched_spans (camera_id, start_ms, end_ms, watched_id, piece_id, part_no)
    SELECT camera_id, start_ms, end_ms, watched_id, piece_id, part_no FROM watched_on_recordings WHERE watched_id = NEW.watched_id AND start_ms < end_ms;
END;
CREATE VIEW watched_on_recordings AS
  SELECT r.camera_id, r.piece_id, r.part_no, w.watched_id, r.file_id,
         r.start_ms + CAST(round((max(w.media_start_ms, r.media_start_ms) - r.media_start_ms) * (r.end_ms - r.start_ms) / (r.media_end_ms - r.media_start_ms)) AS INTEGER) AS start_ms,
         r.start_ms + CAST(round((min(w.media_end_ms, r.media_end_ms) - r.media_start_ms) * (r.end_ms - r.start_ms) / (r.media_end_ms - r.media_start_ms)) AS INTEGER) AS end_ms
  FROM watched w
  JOIN files f ON f.file_id = w.file_id AND f.size_bytes = w.size_bytes AND f.mtime_ms = w.mtime_ms
  JOIN recordings r ON r.file_id = coalesce(f.duplicate_of, f.file_id) AND r.media_start_ms < w.media_end_ms AND r.media_end_ms > w.media_start_ms;
CREATE TABLE watched_sittings (
  sitting_id INTEGER PRIMARY KEY,
  watcher_id INTEGER NOT NULL REFERENCES watchers(watcher_id),
  case_id INTEGER REFERENCES cases(case_id),
  first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX watched_sittings_by_case ON watched_sittings(case_id);
CREATE INDEX watched_sittings_by_watcher ON watched_sittings(watcher_id);
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
CREATE TABLE watched_tallies (
  sitting_id INTEGER NOT NULL REFERENCES watched_sittings(sitting_id) ON DELETE CASCADE,
  camera_id TEXT NOT NULL,
  shown_ms REAL NOT NULL, focused_ms REAL NOT NULL,
  PRIMARY KEY (sitting_id, camera_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE watchers (
  watcher_id INTEGER PRIMARY KEY,
  -- Null: nobody had said who they are.
  name TEXT, unit TEXT, number TEXT
) STRICT;
CREATE INDEX watchers_by_name ON watchers(name);
CREATE TABLE watches (
  watch_id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  camera_id TEXT, timezone TEXT,
  by_name TEXT NOT NULL, added_ms INTEGER NOT NULL,
  offline_ms INTEGER, last_file TEXT, last_taken_ms INTEGER, taken_count INTEGER NOT NULL DEFAULT 0
) STRICT;
