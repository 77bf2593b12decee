-- The tables of a memory as version 6 of the schema had them; see earlier.py.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,              -- path as given, NFC
    digest TEXT NOT NULL,            -- SHA-256 of the file
    reader TEXT NOT NULL,            -- version of the readers that read it
    language TEXT NOT NULL CHECK (language IN ('ko', 'en')),
    title TEXT NOT NULL, date TEXT, url TEXT NOT NULL, department TEXT NOT NULL,
    encoding TEXT NOT NULL, unofficial INTEGER NOT NULL,
    dropped TEXT NOT NULL,           -- JSON: lines left out, with the reason
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
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE TABLE bitext (
    id INTEGER PRIMARY KEY,
    original INTEGER NOT NULL REFERENCES document,
    translation INTEGER NOT NULL REFERENCES document,
    aligner TEXT NOT NULL,           -- signature of the aligner
    level TEXT NOT NULL DEFAULT 'paragraph',  -- what a segment is
    superseded INTEGER NOT NULL DEFAULT 0,
    run INTEGER REFERENCES run
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
    original TEXT NOT NULL, translation TEXT NOT NULL,  -- names of the documents
    at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL,          -- JSON: segments and beads
    state TEXT NOT NULL DEFAULT 'done'                  -- done, undone, or abandoned
);
CREATE INDEX history_documents ON history (original, translation);
CREATE TABLE derived (                -- results that can be computed again
    kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE unit (bead INTEGER PRIMARY KEY REFERENCES bead ON DELETE CASCADE, original TEXT NOT NULL, translation TEXT NOT NULL, key INTEGER NOT NULL);
CREATE INDEX unit_key ON unit (key);
CREATE VIRTUAL TABLE original_grams USING fts5(tokens, content='', detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE translation_grams USING fts5(tokens, content='', detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE original_grams_terms USING fts5vocab(original_grams, row);
CREATE VIRTUAL TABLE translation_grams_terms USING fts5vocab(translation_grams, row);
CREATE TRIGGER unit_comes AFTER INSERT ON unit BEGIN INSERT INTO original_grams (rowid, tokens) VALUES (new.bead, grams(new.original)); INSERT INTO translation_grams (rowid, tokens) VALUES (new.bead, grams(new.translation)); END;
CREATE TRIGGER unit_goes AFTER DELETE ON unit BEGIN INSERT INTO original_grams (original_grams, rowid, tokens) VALUES ('delete', old.bead, grams(old.original)); INSERT INTO translation_grams (translation_grams, rowid, tokens) VALUES ('delete', old.bead, grams(old.translation)); END;
CREATE TABLE session (id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, born REAL NOT NULL, host TEXT NOT NULL, since TEXT NOT NULL, purpose TEXT NOT NULL);
CREATE INDEX document_digest ON document (digest);
CREATE INDEX bitext_translation ON bitext (translation);
