-- version_2.sql - from a store of version 1 to version 2.
--
-- SQLite cannot change a CHECK in place: a table is moved aside, made anew as
-- schema.sql has it, filled and the old one dropped.  What version 1 did not
-- know stays NULL.

ALTER TABLE mention RENAME TO mention_1;
DROP INDEX mention_of;
DROP INDEX mention_by_code;
DROP INDEX mention_by_codes;
CREATE TABLE mention (
    id       INTEGER PRIMARY KEY,
    sentence INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL CHECK (end >= start),
    quote    TEXT NOT NULL,
    code     TEXT,
    entity   TEXT,
    type     TEXT NOT NULL
             CHECK (type IN ('NAM', 'ADJ', 'MET', 'LOC', 'NOM', 'PRO')),
    is_actor INTEGER NOT NULL CHECK (is_actor IN (0, 1)),
    rule     TEXT,
    chain    INTEGER CHECK (chain >= 1)
) STRICT;
INSERT INTO mention (id, sentence, start, end, quote, code, entity, type,
                     is_actor, rule)
    SELECT id, sentence, start, end, quote, code, entity, type, is_actor, rule
    FROM mention_1;
DROP TABLE mention_1;
CREATE INDEX mention_of ON mention (sentence);
CREATE INDEX mention_by_code ON mention (code);
CREATE INDEX mention_by_codes ON mention (code) WHERE instr(code, '|');

ALTER TABLE event RENAME TO event_1;
DROP INDEX event_of;
CREATE TABLE event (
    id           INTEGER PRIMARY KEY,
    sentence     INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
    start        INTEGER NOT NULL CHECK (start >= 0),
    end          INTEGER NOT NULL CHECK (end >= start),
    quote        TEXT NOT NULL,
    source       TEXT,
    target       TEXT,
    source_start INTEGER CHECK (source_start >= 0),
    source_end   INTEGER CHECK (source_end >= source_start),
    target_start INTEGER CHECK (target_start >= 0),
    target_end   INTEGER CHECK (target_end >= target_start),
    category     TEXT NOT NULL
                 CHECK (category IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE',
                                     'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
                                     'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST',
                                     'SANCTION', 'MOBILIZE', 'COERCE',
                                     'ASSAULT')),
    cameo        TEXT CHECK (cameo NOT GLOB '*[^0-9]*'),
    factuality   TEXT NOT NULL
                 CHECK (factuality IN ('factual', 'hypothetical', 'future',
                                       'alleged')),
    reporter     TEXT,
    negated      INTEGER NOT NULL CHECK (negated IN (0, 1)),
    hedged       INTEGER NOT NULL CHECK (hedged IN (0, 1)),
    reciprocal   INTEGER NOT NULL CHECK (reciprocal IN (0, 1)),
    core         INTEGER CHECK (core IN (0, 1)),
    background   INTEGER CHECK (background IN (0, 1)),
    date         TEXT,
    basis        TEXT CHECK (basis IN ('stated', 'cited', 'inferred')),
    rule         TEXT,
    confidence   REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    coder_kind   TEXT NOT NULL
                 CHECK (coder_kind IN ('rule', 'model', 'person')),
    coder        TEXT NOT NULL           -- the program's version or a name
) STRICT;
INSERT INTO event (id, sentence, start, end, quote, source, target, category,
                   cameo, factuality, negated, hedged, reciprocal, date, basis,
                   confidence, coder_kind, coder)
    SELECT id, sentence, start, end, quote, source, target, category, cameo,
           factuality, negated, hedged, reciprocal, date, basis, confidence,
           coder_kind, coder
    FROM event_1;
DROP TABLE event_1;
CREATE INDEX event_of ON event (sentence);

ALTER TABLE statement RENAME TO statement_1;
DROP INDEX statement_of;
CREATE TABLE statement (
    id            INTEGER PRIMARY KEY,
    sentence      INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
    start         INTEGER NOT NULL CHECK (start >= 0),
    end           INTEGER NOT NULL CHECK (end >= start),
    quote         TEXT NOT NULL,
    speaker       TEXT,
    speaker_start INTEGER CHECK (speaker_start >= 0),
    speaker_end   INTEGER CHECK (speaker_end >= speaker_start),
    addressee     TEXT,
    medium        TEXT,
    mode          TEXT NOT NULL
                  CHECK (mode IN ('direct', 'mixed', 'indirect', 'belief')),
    content_start INTEGER NOT NULL CHECK (content_start >= 0),
    content_end   INTEGER NOT NULL CHECK (content_end >= content_start),
    content       TEXT NOT NULL,
    issue         TEXT,
    stance        INTEGER NOT NULL CHECK (stance IN (-1, 0, 1)),
    negated       INTEGER NOT NULL CHECK (negated IN (0, 1)),
    hedged        INTEGER CHECK (hedged IN (0, 1)),
    date          TEXT,
    rule          TEXT,
    confidence    REAL CHECK (confidence BETWEEN 0 AND 1),
    coder_kind    TEXT NOT NULL
                  CHECK (coder_kind IN ('rule', 'model', 'person')),
    coder         TEXT NOT NULL
) STRICT;
INSERT INTO statement (id, sentence, start, end, quote, speaker, addressee,
                       mode, content_start, content_end, content, issue,
                       stance, negated, coder_kind, coder)
    SELECT id, sentence, start, end, quote, speaker, addressee, mode,
           content_start, content_end, content, issue, stance, negated,
           coder_kind, coder
    FROM statement_1;
DROP TABLE statement_1;
CREATE INDEX statement_of ON statement (sentence);

-- The journal as it was, with its numbers.
DROP INDEX change_row_of;
ALTER TABLE change RENAME TO change_1;
ALTER TABLE change_row RENAME TO change_row_1;
CREATE TABLE change (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL CHECK (at GLOB '[0-9]*-[0-9]*-[0-9]*T[0-9]*Z'),
    verb    TEXT NOT NULL CHECK (verb IN ('ingest', 'import', 'code', 'undo')),
    command TEXT NOT NULL,               -- as it was typed
    undoes  INTEGER REFERENCES change (id),
    CHECK ((verb = 'undo') = (undoes IS NOT NULL))
) STRICT;
INSERT INTO change (id, at, verb, command, undoes)
    SELECT id, at, verb, command, undoes FROM change_1 ORDER BY id;
CREATE TABLE change_row (
    id       INTEGER PRIMARY KEY,
    change   INTEGER NOT NULL REFERENCES change (id),
    document TEXT NOT NULL,              -- its name
    hash     TEXT NOT NULL,
    -- NULL: the document was added.  Otherwise it was removed, and this is
    -- all of it, in the form of `entente export`, so that it can come back.
    removed  TEXT CHECK (removed GLOB '{*}')
) STRICT;
INSERT INTO change_row (id, change, document, hash, removed)
    SELECT id, change, document, hash, removed FROM change_row_1;
DROP TABLE change_row_1;
DROP TABLE change_1;
CREATE INDEX change_row_of ON change_row (change);
CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN
    SELECT raise(ABORT, 'the journal is only added to');
END;
CREATE TRIGGER change_fixed BEFORE UPDATE ON change BEGIN
    SELECT raise(ABORT, 'the journal is only added to');
END;
CREATE TRIGGER change_row_kept BEFORE DELETE ON change_row BEGIN
    SELECT raise(ABORT, 'the journal is only added to');
END;
CREATE TRIGGER change_row_fixed BEFORE UPDATE ON change_row BEGIN
    SELECT raise(ABORT, 'the journal is only added to');
END;
