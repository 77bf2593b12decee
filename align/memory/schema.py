"""The tables of the memory."""

from __future__ import annotations

VERSION = 9

INDEXES = ("original_grams", "translation_grams")
"""FTS5 tables without content, of each unit's texts; `align.lang.grams` makes the tokens."""

UNIT_GOES = (
    "CREATE TRIGGER unit_goes AFTER DELETE ON unit BEGIN "
    "INSERT INTO original_grams (original_grams, rowid, tokens) "
    "VALUES ('delete', old.bead, grams(old.original)); "
    "INSERT INTO translation_grams (translation_grams, rowid, tokens) "
    "VALUES ('delete', old.bead, grams(old.translation)); END"
)
"""The trigger that keeps the index while units go; set aside when all go at once."""

_SEARCH = (
    # A bead's texts as they are searched; what a person rejected or replaced is not here.
    "CREATE TABLE unit (bead INTEGER PRIMARY KEY REFERENCES bead ON DELETE CASCADE, "
    "original TEXT NOT NULL, translation TEXT NOT NULL, "
    "key INTEGER NOT NULL)",  # of the original in the form for matching
    "CREATE INDEX unit_key ON unit (key)",
    *(
        f"CREATE VIRTUAL TABLE {name} USING fts5(tokens, content='', detail=none, "
        "tokenize='ascii')"
        for name in INDEXES
    ),
    *(f"CREATE VIRTUAL TABLE {name}_terms USING fts5vocab({name}, row)" for name in INDEXES),
    "CREATE TRIGGER unit_comes AFTER INSERT ON unit BEGIN "
    "INSERT INTO original_grams (rowid, tokens) VALUES (new.bead, grams(new.original)); "
    "INSERT INTO translation_grams (rowid, tokens) VALUES (new.bead, grams(new.translation)); "
    "END",
    UNIT_GOES,
)
_SESSIONS = (  # who has the file open for writing
    "CREATE TABLE session (id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, born REAL NOT NULL, "
    "host TEXT NOT NULL, since TEXT NOT NULL, purpose TEXT NOT NULL)"
)
_LOOK_UPS = (
    "CREATE INDEX document_digest ON document (digest)",
    "CREATE INDEX bitext_translation ON bitext (translation)",
)
_GROWTH = (*_SEARCH, _SESSIONS, *_LOOK_UPS)

_BASE = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,              -- path as given, NFC
    digest TEXT NOT NULL,            -- SHA-256 of the file
    reader TEXT NOT NULL,            -- version of the readers that read it
    language TEXT NOT NULL CHECK (language IN ('ko', 'en')),
    title TEXT NOT NULL, date TEXT, url TEXT NOT NULL, department TEXT NOT NULL,
    encoding TEXT NOT NULL, unofficial INTEGER NOT NULL,
    dropped TEXT NOT NULL,           -- JSON: lines left out, with the reason
    hits INTEGER, attachments TEXT NOT NULL DEFAULT '[]',  -- JSON: names of files
    UNIQUE (name, digest, reader)
);
CREATE TABLE segment (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
    outline TEXT NOT NULL, line INTEGER NOT NULL,
    page INTEGER NOT NULL DEFAULT 0,
    anchor INTEGER,                  -- of a footnote: the segment that it hangs on
    language TEXT,                   -- where it is not the document's
    id TEXT NOT NULL DEFAULT '',     -- of its row in the table that it came from
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE TABLE bitext (
    id INTEGER PRIMARY KEY,
    original INTEGER NOT NULL REFERENCES document,
    translation INTEGER NOT NULL REFERENCES document,
    aligner TEXT NOT NULL,           -- signature of the aligner, or what brought it
    level TEXT NOT NULL DEFAULT 'paragraph',  -- what a segment is
    superseded INTEGER NOT NULL DEFAULT 0,
    run INTEGER REFERENCES run,
    origin TEXT NOT NULL DEFAULT 'aligned',   -- or imported, which no run takes away
    version INTEGER NOT NULL DEFAULT 0        -- goes up with each change of its beads
);
CREATE INDEX bitext_documents ON bitext (original, translation);
CREATE TABLE bead (
    id INTEGER PRIMARY KEY,
    bitext INTEGER NOT NULL REFERENCES bitext ON DELETE CASCADE,
    position INTEGER NOT NULL,
    original TEXT NOT NULL,          -- JSON: segment positions
    translation TEXT NOT NULL,
    confidence REAL NOT NULL, status TEXT NOT NULL, crossing INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',   -- a reviewer's remark
    original_text TEXT,              -- the texts as a person left them, if they differ
    translation_text TEXT,
    UNIQUE (bitext, position)
);
CREATE TABLE signal (
    bead INTEGER NOT NULL REFERENCES bead ON DELETE CASCADE,
    name TEXT NOT NULL, value REAL NOT NULL,
    PRIMARY KEY (bead, name)
) WITHOUT ROWID;
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL, finished TEXT,
    version TEXT NOT NULL, settings TEXT NOT NULL
);
CREATE TABLE history (                -- what reviewers did, to be undone and done again
    id INTEGER PRIMARY KEY,
    original TEXT NOT NULL, translation TEXT NOT NULL,  -- names of the documents then
    at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL,          -- JSON: segments and beads
    state TEXT NOT NULL DEFAULT 'done',                 -- done, undone, or abandoned
    bitext INTEGER REFERENCES bitext ON DELETE SET NULL
);
"""
_IDENTITY = (
    "CREATE INDEX history_bitext ON history (bitext)",
    # Where the versions of new bitexts begin: above those of all that went.
    "CREATE TABLE generation (version INTEGER NOT NULL)",
    # Files of bitexts that were taken in, each once as long as it does not change.
    "CREATE TABLE taken (name TEXT NOT NULL, digest TEXT NOT NULL, "
    "PRIMARY KEY (name, digest)) WITHOUT ROWID",
)
_DERIVED = (  # results that can be computed again; `maker` is a signature of what made them
    "CREATE TABLE derived (kind TEXT NOT NULL, maker TEXT NOT NULL, key TEXT NOT NULL, "
    "value TEXT NOT NULL, PRIMARY KEY (kind, maker, key)) WITHOUT ROWID"
)
_NEW = (*_GROWTH, *_IDENTITY, "INSERT INTO generation VALUES (0)", _DERIVED)
TABLES = _BASE + "".join(f"{statement};\n" for statement in _NEW)
"""Everything, for a new memory."""

_OF_CURRENT = (
    "FROM bitext b JOIN document o ON o.id = b.original "
    "JOIN document t ON t.id = b.translation WHERE NOT b.superseded"
)
_TO_IDENTITY = (
    "ALTER TABLE bitext ADD COLUMN origin TEXT NOT NULL DEFAULT 'aligned'",
    "ALTER TABLE bitext ADD COLUMN version INTEGER NOT NULL DEFAULT 0",
    # What a merge or a rescue brought may have been imported: no longer to be told apart.
    "UPDATE bitext SET origin = 'imported' WHERE aligner LIKE 'import:%' "
    "OR aligner LIKE 'merge:%' OR aligner LIKE 'rescue:%'",
    "ALTER TABLE history ADD COLUMN bitext INTEGER REFERENCES bitext ON DELETE SET NULL",
    f"UPDATE history SET bitext = (SELECT b.id {_OF_CURRENT} "
    "AND o.name = history.original AND t.name = history.translation)",
    "DROP INDEX history_documents",
    *_IDENTITY,
    "UPDATE bitext SET version = coalesce((SELECT CAST(d.value AS INTEGER) FROM derived d, "
    "document o, document t WHERE o.id = bitext.original AND t.id = bitext.translation "
    "AND d.kind = 'review version' AND d.key = o.name || '|' || t.name), 0)",
    "INSERT INTO generation SELECT 1 + coalesce(max(CAST(value AS INTEGER)), 0) FROM derived "
    "WHERE kind = 'review version'",
    "INSERT INTO taken SELECT substr(key, 1, length(key) - 65), substr(key, -64) FROM derived "
    "WHERE kind = 'import'",
    "ALTER TABLE derived RENAME TO derived_before",
    _DERIVED,
    "INSERT INTO derived SELECT kind, '', key, value FROM derived_before "
    "WHERE kind = 'pairing'",
    "INSERT OR REPLACE INTO derived SELECT kind, '', substr(key, 1, length(key) - 65), "
    "json_object('digest', substr(key, -64), 'documents', json(value)) FROM derived_before "
    "WHERE kind = 'reading'",
    "DROP TABLE derived_before",
)

MIGRATIONS = {
    1: (
        "ALTER TABLE bead ADD COLUMN note TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE bead ADD COLUMN original_text TEXT",
        "ALTER TABLE bead ADD COLUMN translation_text TEXT",
    ),
    2: ("ALTER TABLE bitext ADD COLUMN level TEXT NOT NULL DEFAULT 'paragraph'",),
    3: (
        "ALTER TABLE segment ADD COLUMN page INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE segment ADD COLUMN anchor INTEGER",
        "ALTER TABLE segment ADD COLUMN language TEXT",
    ),
    4: (
        "CREATE TABLE history (id INTEGER PRIMARY KEY, original TEXT NOT NULL, "
        "translation TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, "
        "action TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, "
        "state TEXT NOT NULL DEFAULT 'done')",
        "CREATE INDEX history_documents ON history (original, translation)",
    ),
    # Pairings were kept under a hash of the whole collection; now the last one is.
    5: (*_GROWTH, "DELETE FROM derived WHERE kind = 'pairing'"),
    6: _TO_IDENTITY,
    7: ("ALTER TABLE segment ADD COLUMN id TEXT NOT NULL DEFAULT ''",),
    8: (
        "ALTER TABLE document ADD COLUMN hits INTEGER",
        "ALTER TABLE document ADD COLUMN attachments TEXT NOT NULL DEFAULT '[]'",
    ),
}
"""What makes a memory of each earlier version one of the next; see `Database._migrated`."""
