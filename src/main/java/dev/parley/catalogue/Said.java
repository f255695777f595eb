package dev.parley.catalogue;

/**
 * Something that the catalogue's text says, and where, so that whoever finds it wrong can say where it stands.
 *
 * @param line counted from 1
 */
public record Said<T>(T value, int line) {}
