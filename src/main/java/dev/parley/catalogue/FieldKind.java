package dev.parley.catalogue;

/** What a field holds, whatever database it is in. docs/architecture.md has the canonical text of each. */
public enum FieldKind {
    INTEGER,
    DECIMAL,
    REAL,
    /** A number of single precision: its canonical text is shorter than that of the double that it is equal to. */
    SINGLE,
    BOOLEAN,
    BITS,
    TEXT,
    JSON,
    DATE,
    TIME,
    DATETIME,
    BINARY
}
