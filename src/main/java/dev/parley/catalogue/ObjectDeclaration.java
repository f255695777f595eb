package dev.parley.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What the catalogue says of one object. What it leaves open (absent or empty here) comes from the defaults and the table.
 *
 * @param name its full name
 * @param line where it begins, counted from 1
 * @param table the table's name
 * @param id the local id's column, or that there is none
 * @param uuid the uuid column, or that there is none
 * @param business whose the records are
 * @param key the fields that identify a row within its business, where no uuid does
 * @param identity where the uuids come from, where there is no uuid column
 * @param naturalKeys field lists that tell that a record entered elsewhere is one of ours
 * @param fold what does not count when natural keys are compared
 * @param references where fields point, as far as foreign keys don't say it
 * @param added the field that holds when a record was added, or that there is none
 * @param updated the field that holds when it was last updated, or that there is none
 * @param ignore columns that are not synced
 * @param history the history that the application keeps of them
 * @param version the table's version
 * @param zeroDates what is to stand for dates that are no days
 */
public record ObjectDeclaration(
        ObjectName name,
        int line,
        Said<String> table,
        Optional<ColumnChoice> id,
        Optional<ColumnChoice> uuid,
        Optional<Said<BusinessDeclaration>> business,
        List<Said<String>> key,
        Optional<Said<IdentityDeclaration>> identity,
        List<List<Said<String>>> naturalKeys,
        List<Said<Fold>> fold,
        List<ReferenceDeclaration> references,
        Optional<ColumnChoice> added,
        Optional<ColumnChoice> updated,
        List<Said<String>> ignore,
        Optional<HistoryDeclaration> history,
        Optional<Said<String>> version,
        List<ZeroDateDeclaration> zeroDates) {

    /** Takes copies that nobody can alter. */
    public ObjectDeclaration {
        key = List.copyOf(key);
        naturalKeys = naturalKeys.stream().map(List::copyOf).toList();
        fold = List.copyOf(fold);
        references = List.copyOf(references);
        ignore = List.copyOf(ignore);
        zeroDates = List.copyOf(zeroDates);
    }
}
