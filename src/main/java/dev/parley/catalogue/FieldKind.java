package dev.parley.catalogue;

/** What a field holds, whatever database it is in. docs/architecture.md has the canonical text of each. */
public enum FieldKind {
    INTEGER,
    DECIMAL,
    REAL,
    BOOLEAN,
    TEXT,
    DATE,
    TIME,
    DATETIME,
    BINARY
}
