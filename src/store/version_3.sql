-- version_3.sql - from a store of version 2 to version 3.
--
-- PDF and Word files come in, with the page where a paragraph begins, and near
-- copies are told by a fingerprint.  What version 2 did not know stays NULL.
--
-- Columns at the end of a row and looser CHECKs change nothing of what lies on
-- the disk, so that the text of the schema may be replaced as SQLite's manual
-- describes (lang_altertable, section 7); it is then read again.

PRAGMA writable_schema = ON;
UPDATE sqlite_schema
    SET sql = replace(replace(sql,
        'IN (''txt'', ''md'', ''html'')',
        'IN (''txt'', ''md'', ''html'', ''pdf'', ''docx'')'),
        'T[0-9]*Z'')
) STRICT', 'T[0-9]*Z''),
    simhash     TEXT
                CHECK (length(simhash) = 16
                       AND simhash NOT GLOB ''*[^0-9a-f]*'')
) STRICT')
    WHERE type = 'table' AND name = 'document';
UPDATE sqlite_schema
    SET sql = replace(sql, '
    UNIQUE (document, number)', '
    page     INTEGER CHECK (page >= 1),
    UNIQUE (document, number)')
    WHERE type = 'table' AND name = 'paragraph';
PRAGMA writable_schema = RESET;
