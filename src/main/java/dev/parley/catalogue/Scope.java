package dev.parley.catalogue;

/** Whose a record is. */
public sealed interface Scope {

    /** The record is the business itself. */
    record Self() implements Scope {}

    /** A column holds the local id of the business. */
    record Column(String column) implements Scope {}

    /** A reference leads to a record that has a business. */
    record Through(String field) implements Scope {}

    /** The whole database is one business. */
    record Whole() implements Scope {}

    /** Of each business that a record of the join object ties it to, by that object's reference field. */
    record Member(String joinObject, String field) implements Scope {}
}
