-- schema.sql - what a dossier knows, as tables.  Version 3.
--
-- The way of a number back to its source is one chain of rows:
--
--   document > paragraph > sentence > citation | date | mention
--                                   | event | statement
--
-- Every place is a stretch of bytes of the original file, which lies
-- unchanged in sources/ under its SHA-256 (of PDF and Word files the HTML page
-- that was taken out of them; of archives and tables the member or the text); `quote` repeats what stands there,
-- so that a reader of these tables needs no other program.  A quote is cut
-- from the text, never typed.  To remove a document removes all that was read
-- in it.
--
-- NULL means "not stated" everywhere; no other value does.
-- Dates are ISO 8601: 2019-05-14, 2019-05, a/b for ranges, P2W for durations.

-- One text as it came in.  `name` is how evidence calls it (001#14.2), made
-- from the file's name; `hash` makes sure that the same bytes come in once;
-- `simhash` is the fingerprint by which near copies are found, NULL for short
-- texts.
CREATE TABLE document (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE
                CHECK (name <> '' AND instr(name, '#') = 0),
    hash        TEXT NOT NULL UNIQUE
                CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
    path        TEXT NOT NULL,            -- where it was read from
    title       TEXT,
    author      TEXT,
    publisher   TEXT,
    published   TEXT CHECK (published GLOB '[0-9.]*'),
    format      TEXT NOT NULL CHECK (format IN ('txt', 'md', 'html', 'pdf', 'docx')),
    encoding    TEXT NOT NULL,
    bytes       INTEGER NOT NULL CHECK (bytes >= 0),
    ingested_at TEXT NOT NULL
                CHECK (ingested_at GLOB '[0-9]*-[0-9]*-[0-9]*T[0-9]*Z'),
    simhash     TEXT
                CHECK (length(simhash) = 16
                       AND simhash NOT GLOB '*[^0-9a-f]*')
) STRICT;

-- Paragraphs count from 1 in each document.  Titles, captions, notes about
-- the author and boilerplate are kept, but only body and standfirst bear
-- events.  `page` is where a paragraph of a PDF begins.
CREATE TABLE paragraph (
    id       INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL CHECK (number >= 1),
    kind     TEXT NOT NULL
             CHECK (kind IN ('body', 'title', 'standfirst', 'heading',
                             'caption', 'metadata', 'bio', 'boilerplate')),
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL CHECK (end >= start),
    page     INTEGER CHECK (page >= 1),
    UNIQUE (document, number)
) STRICT;

-- Sentences count from 1 in each paragraph.
CREATE TABLE sentence (
    id        INTEGER PRIMARY KEY,
    paragraph INTEGER NOT NULL REFERENCES paragraph (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL CHECK (number >= 1),
    kind      TEXT NOT NULL
              CHECK (kind IN ('body', 'title', 'standfirst', 'heading',
                              'caption', 'metadata', 'bio', 'boilerplate')),
    start     INTEGER NOT NULL CHECK (start >= 0),
    end       INTEGER NOT NULL CHECK (end >= start),
    text      TEXT NOT NULL,
    UNIQUE (paragraph, number)
) STRICT;

-- Full text of the sentences: words are found by their stems ("sanction"
-- finds "sanctions"), whatever their accents and capitals.
CREATE VIRTUAL TABLE sentence_index USING fts5 (
    text, content = 'sentence', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER sentence_added AFTER INSERT ON sentence BEGIN
    INSERT INTO sentence_index (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
    INSERT INTO sentence_index (sentence_index, rowid, text)
    VALUES ('delete', old.id, old.text);
END;
-- What was read is never edited; a document is read again instead.
CREATE TRIGGER sentence_fixed BEFORE UPDATE ON sentence BEGIN
    SELECT raise(ABORT, 'sentences are not edited; read the document again');
END;

-- A source that the text itself cites: "(Kommersant, April 26)".
CREATE TABLE citation (
    id       INTEGER PRIMARY KEY,
    sentence INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL CHECK (end >= start),
    quote    TEXT NOT NULL,
    source   TEXT NOT NULL,
    date     TEXT,
    kind     TEXT NOT NULL
             CHECK (kind IN ('press', 'self_reference', 'publication',
                             'photo_credit', 'document', 'attributed_person',
                             'author'))
) STRICT;
CREATE INDEX citation_of ON citation (sentence);

-- When something is said to happen.  `basis` tells a date that stands in the
-- text (explicit) from one worked out from the document's own date
-- (resolved_doc), from other documents (resolved_crossdoc), or guessed.
-- `value` is NULL where no day can be given: "today" in an undated text.
CREATE TABLE date (
    id       INTEGER PRIMARY KEY,
    sentence INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
    start    INTEGER NOT NULL CHECK (start >= 0),
    end      INTEGER NOT NULL CHECK (end >= start),
    quote    TEXT NOT NULL,
    value    TEXT,
    kind     TEXT NOT NULL
             CHECK (kind IN ('date', 'range', 'duration', 'citation')),
    basis    TEXT NOT NULL
             CHECK (basis IN ('explicit', 'resolved_doc', 'resolved_crossdoc',
                              'inferred'))
) STRICT;
CREATE INDEX date_of ON date (sentence);

-- A name in the text that a dictionary knows, or words that stand for it.  A
-- mention is not yet an actor: `code` holds all readings, joined by '|'
-- (USAGOV|USA).  `rule` names the dictionary's file and line, where a wrong
-- reading can be mended.  Mentions of one document with the same `chain` stand
-- for the same; NULL: alone.
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
CREATE INDEX mention_of ON mention (sentence);
CREATE INDEX mention_by_code ON mention (code);
CREATE INDEX mention_by_codes ON mention (code) WHERE instr(code, '|');

-- Who did what to whom, in PLOVER's categories with the CAMEO code beside;
-- `quote` is the trigger.  Polarity, factuality and hedge decide whether it
-- happened at all, so they are never left out.  `reporter` is on whose word,
-- NULL the author's own; `core` that the clause's predicate carries it;
-- `background` that it is older than what the text is about; `rule` is the
-- dictionary's line.  Rows read by version 1 leave these NULL.
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
CREATE INDEX event_of ON event (sentence);

-- Who said what about which issue.  `quote` is the cue ("told Reuters"),
-- `content` what was said, `medium` the one who was told (Reuters).  Stance:
-- -1 toward the pole at 0, +1 toward the pole at 100.
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
CREATE INDEX statement_of ON statement (sentence);

-- The journal: one row for each command that changed something, and below it
-- one row for each document that came or went.  Rows are only ever added; to
-- undo a change is a change of its own, which names the one it reversed.
CREATE TABLE change (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    at      TEXT NOT NULL CHECK (at GLOB '[0-9]*-[0-9]*-[0-9]*T[0-9]*Z'),
    verb    TEXT NOT NULL CHECK (verb IN ('ingest', 'import', 'code', 'undo')),
    command TEXT NOT NULL,               -- as it was typed
    undoes  INTEGER REFERENCES change (id),
    CHECK ((verb = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE TABLE change_row (
    id       INTEGER PRIMARY KEY,
    change   INTEGER NOT NULL REFERENCES change (id),
    document TEXT NOT NULL,              -- its name
    hash     TEXT NOT NULL,
    -- NULL: the document was added.  Otherwise it was removed, and this is
    -- all of it, in the form of `entente export`, so that it can come back.
    removed  TEXT CHECK (removed GLOB '{*}')
) STRICT;
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
