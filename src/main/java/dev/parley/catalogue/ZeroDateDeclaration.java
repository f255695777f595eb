package dev.parley.catalogue;

import java.util.Optional;

/**
 * What {@code zero_dates:} says: what is to stand for a date that is no day.
 *
 * @param field the column that it is said of; absent where it holds for every date of the object
 * @param standIn what stands for it; absent for {@code false}: nothing does
 * @param line counted from 1
 */
public record ZeroDateDeclaration(Optional<Said<String>> field, Optional<StandIn> standIn, int line) {}
