package dev.parley.catalogue;

import dev.parley.catalogue.Schema.ForeignKey;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Columns that foreign keys lead to records of several tables: each can stand for one reference only, so one is chosen. */
final class DiscoveredChoices {

    /** How many keys may repeat each other in a line; more is a circle. */
    private static final int LINE = 10;

    private final Map<String, Proposal> proposals;
    private final Predicate<String> ofBusiness;

    /**
     * Of these tables.
     *
     * @param proposals by name in lower case
     * @param ofBusiness whether a column is the business column
     */
    DiscoveredChoices(Map<String, Proposal> proposals, Predicate<String> ofBusiness) {
        this.proposals = proposals;
        this.ofBusiness = ofBusiness;
    }

    /** Chooses for the columns of a table. A foreign key of their own goes before what a key leads to that they repeat. */
    void choose(Proposal proposal) {
        for (Schema.Column column : proposal.table().columns()) {
            String name = column.name();
            if (!proposal.isField(column) || ofBusiness.test(name)) {
                continue;
            }
            Set<String> own = own(proposal, name);
            Set<String> tables = new LinkedHashSet<>(own);
            byKeys(proposal, name, LINE, tables);
            if (!own.isEmpty() && tables.size() > 1 && !proposal.references().containsKey(name)) {
                proposal.choose(name, tables.iterator().next());
            }
        }
    }

    /** The tables whose records the column's own foreign keys name. */
    private Set<String> own(Proposal proposal, String column) {
        Set<String> tables = new LinkedHashSet<>();
        for (ForeignKey foreign : proposal.table().foreignKeys()) {
            if (foreign.columns().contains(column)) {
                plain(foreign.target()).ifPresent(tables::add);
            }
        }
        return tables;
    }

    /** Adds the tables to which the keys lead that the column repeats. */
    private void byKeys(Proposal proposal, String column, int most, Set<String> tables) {
        for (ForeignKey foreign : proposal.table().foreignKeys()) {
            Proposal target = proposals.get(Conventions.lower(foreign.target()));
            int place = foreign.columns().indexOf(column);
            if (target != null && target.isKeyed() && place >= 0 && most > 0) {
                String repeated = foreign.targetColumns().get(place);
                tables.addAll(own(target, repeated));
                target.target(repeated).flatMap(this::plain).ifPresent(tables::add);
                byKeys(target, repeated, most - 1, tables);
            }
        }
    }

    /** The table's own name, if its records go by an id or uuid and not by their key. */
    private Optional<String> plain(String table) {
        return Optional.ofNullable(proposals.get(Conventions.lower(table)))
                .filter(target -> !target.isKeyed())
                .map(target -> target.table().name());
    }
}
