/**
 * The application's catalogue: packages, modules, objects, fields, and reading it against the tables of a database. Pure: it reads text and
 * values, never a database. Uses nothing else of Parley. Start with {@link dev.parley.catalogue.Catalogue}; {@link
 * dev.parley.catalogue.CatalogueYaml} reads it, {@link dev.parley.catalogue.Resolver} holds it against the tables.
 */
@NullMarked
package dev.parley.catalogue;

import org.jspecify.annotations.NullMarked;
