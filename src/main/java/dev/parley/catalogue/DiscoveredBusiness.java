package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.Table;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table that holds the businesses, and the column by which others say whose their records are.
 *
 * @param table its name, as the database spells it
 * @param column such as {@code business_id}
 */
record DiscoveredBusiness(String table, String column) {

    /** The businesses, if at least two tables have a column for them. */
    static Optional<DiscoveredBusiness> in(Map<String, Proposal> proposals) {
        Optional<DiscoveredBusiness> best = Optional.empty();
        long most = 1;
        for (String word : Conventions.businesses()) {
            for (Proposal proposal : proposals.values()) {
                Table table = proposal.table();
                String name = Conventions.singular(Conventions.lower(table.name()));
                String column = word + "_id";
                long having = having(proposals.values(), column, table);
                boolean named = name.equals(word) || name.endsWith("_" + word);
                if (named && proposal.id().isPresent() && table.column(column).isEmpty() && having > most) {
                    most = having;
                    best = Optional.of(new DiscoveredBusiness(table.name(), column));
                }
            }
        }
        return best;
    }

    private static long having(Collection<Proposal> proposals, String column, Table businesses) {
        return proposals.stream()
                .filter(proposal -> !proposal.table().name().equals(businesses.name()))
                .filter(proposal -> isBusinessColumn(proposal, column, businesses.name()))
                .count();
    }

    private static boolean isBusinessColumn(Proposal proposal, String column, String businesses) {
        return proposal.table()
                .column(column)
                .filter(found -> found.kind().equals(Optional.of(FieldKind.INTEGER)))
                .filter(found -> proposal.foreignKeyOf(column)
                        .map(foreign -> foreign.target().equalsIgnoreCase(businesses))
                        .orElse(true))
                .isPresent();
    }

    /** Says of each table whose its records are; gives those of which that can't be told, with the reason. */
    Map<String, String> scopes(Map<String, Proposal> proposals) {
        Map<String, String> untold = new LinkedHashMap<>();
        Set<String> told = new LinkedHashSet<>();
        for (Proposal proposal : proposals.values()) {
            String name = proposal.table().name();
            if (name.equals(table)) {
                proposal.business(new BusinessDeclaration.Self());
            } else if (isBusinessColumn(proposal, column, table)) {
                told.add(Conventions.lower(name));
            } else if (proposal.table().column(column).isPresent()) {
                untold.put(name, "its column `%s` is no number of a business".formatted(column));
            }
        }
        through(proposals, told);
        for (Proposal proposal : proposals.values()) {
            String name = proposal.table().name();
            boolean open = !told.contains(Conventions.lower(name))
                    && proposal.business().isEmpty()
                    && !untold.containsKey(name);
            if (open && !member(proposal, proposals, told)) {
                untold.put(name, "nothing tells to which business its records belong");
            }
        }
        return untold;
    }

    /** From table to table along references that may not be null. */
    private void through(Map<String, Proposal> proposals, Set<String> told) {
        Deque<String> next = new ArrayDeque<>(told);
        while (!next.isEmpty()) {
            String target = next.poll();
            for (Proposal proposal : proposals.values()) {
                String name = Conventions.lower(proposal.table().name());
                boolean open = !told.contains(name) && proposal.business().isEmpty();
                Optional<String> field = open ? required(proposal, proposals, target) : Optional.empty();
                if (field.isPresent() && proposal.table().column(column).isEmpty()) {
                    proposal.business(new BusinessDeclaration.Through(field.get()));
                    told.add(name);
                    next.add(name);
                }
            }
        }
    }

    private static Optional<String> required(Proposal proposal, Map<String, Proposal> proposals, String target) {
        Proposal to = proposals.get(target);
        if (to == null || to.isKeyed()) {
            return Optional.empty();
        }
        return proposal.table().columns().stream()
                .filter(column -> !column.nullable() && proposal.isField(column))
                .filter(column -> proposal.target(column.name())
                        .filter(target::equalsIgnoreCase)
                        .isPresent())
                .map(Column::name)
                .findFirst();
    }

    /** People and the like: shared records, which a table with a business column ties to businesses. */
    private boolean member(Proposal proposal, Map<String, Proposal> proposals, Set<String> told) {
        for (Proposal join : proposals.values()) {
            boolean tied = told.contains(Conventions.lower(join.table().name()))
                    && join.business().isEmpty()
                    && required(
                                    join,
                                    proposals,
                                    Conventions.lower(proposal.table().name()))
                            .isPresent();
            if (tied && join.isKeyed()) {
                Optional<String> field = required(
                        join, proposals, Conventions.lower(proposal.table().name()));
                proposal.business(new BusinessDeclaration.MemberOf(join.table().name(), field));
                return true;
            }
        }
        return false;
    }
}
