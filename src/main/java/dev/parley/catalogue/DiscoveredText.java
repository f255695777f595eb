package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes what was discovered as a catalogue that a person can read, correct and use. */
final class DiscoveredText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private final Map<String, Proposal> proposals;
    private final DiscoveredNames names;
    private final Optional<DiscoveredBusiness> business;
    private final Map<String, String> leftOut;
    private final List<String> open;
    private final StringBuilder text = new StringBuilder();

    DiscoveredText(
            Map<String, Proposal> proposals,
            DiscoveredNames names,
            Optional<DiscoveredBusiness> business,
            Map<String, String> leftOut,
            List<String> open) {
        this.proposals = proposals;
        this.names = names;
        this.business = business;
        this.leftOut = leftOut;
        this.open = open;
    }

    String write(String place) {
        line("# What to sync of " + place + ", as parley discover read it from the tables.");
        line("# Look through it before parley init; docs/configuration.md says what each key means.");
        if (!open.isEmpty()) {
            line("#");
            line("# Could not be decided:");
            open.forEach(sentence -> line("# - " + sentence));
        }
        line("");
        defaults();
        if (!leftOut.isEmpty()) {
            line("");
            line("# Tables that stay at each site.");
            line("ignore:");
            leftOut.forEach((table, why) -> line("  - " + quoted(table) + "  # " + why));
        }
        line("");
        line("packages:" + (proposals.isEmpty() ? " {}" : ""));
        packages();
        return text.toString();
    }

    private void defaults() {
        Optional<String> uuid = most(proposal -> proposal.uuid().map(Column::name));
        if (business.isEmpty()) {
            line("# No column tells whose a record is, so all of the database is one business.");
            line("business: whole database");
            line("");
        }
        line("defaults:");
        line("  uuid: " + uuid.map(DiscoveredText::quoted).orElse("false"));
        business.ifPresent(found -> line("  business: " + quoted(found.column())));
        line("  added: " + added().map(DiscoveredText::quoted).orElse("false"));
        line("  updated: " + updated().map(DiscoveredText::quoted).orElse("false"));
        if (proposals.values().stream().anyMatch(DiscoveredText::isNumbered)) {
            line("  # For sites that start from the same copy of the database: equal numbers are the same record.");
            line("  # Say `random` where each site has rows of its own; natural keys then tell which are the same.");
            line("  identity: primary_key");
        }
    }

    private static boolean isNumbered(Proposal proposal) {
        return proposal.uuid().isEmpty() && !proposal.isKeyed();
    }

    private Optional<String> added() {
        return most(proposal -> Conventions.added(proposal.table()).map(Column::name));
    }

    private Optional<String> updated() {
        return most(proposal -> Conventions.updated(proposal.table()).map(Column::name));
    }

    /** What most tables say. */
    private Optional<String> most(Function<Proposal, Optional<String>> said) {
        return proposals.values().stream()
                .flatMap(proposal -> said.apply(proposal).stream())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    private void packages() {
        Map<String, Map<String, List<Proposal>>> tree = new TreeMap<>();
        for (Proposal proposal : proposals.values()) {
            ObjectName name = names.of(proposal.table().name());
            tree.computeIfAbsent(name.packageName(), pack -> new TreeMap<>())
                    .computeIfAbsent(name.moduleName(), module -> new ArrayList<>())
                    .add(proposal);
        }
        tree.forEach((pack, modules) -> {
            line("  " + quoted(pack) + ":");
            modules.forEach((module, members) -> {
                line("    " + quoted(module) + ":");
                members.forEach(this::object);
            });
        });
    }

    private void object(Proposal proposal) {
        Table table = proposal.table();
        proposal.remarks().forEach(remark -> line("      # " + remark));
        line("      " + quoted(names.of(table.name()).objectName()) + ":");
        line("        table: " + quoted(table.name()));
        proposal.business().ifPresent(declaration -> line("        business: " + business(declaration)));
        identity(proposal);
        times(proposal);
        naturalKeys(proposal);
        references(proposal);
        if (!proposal.ignored().isEmpty()) {
            line("        ignore: " + list(proposal.ignored()));
        }
    }

    private String business(BusinessDeclaration declaration) {
        if (declaration instanceof BusinessDeclaration.Through through) {
            return "through " + through.field();
        } else if (declaration instanceof BusinessDeclaration.MemberOf member) {
            String by = member.field().map(field -> " by " + field).orElse("");
            return "member of " + names.of(member.object()).full() + by;
        }
        return "self";
    }

    private void identity(Proposal proposal) {
        Optional<String> standard = most(other -> other.uuid().map(Column::name));
        Table table = proposal.table();
        Optional<String> own = proposal.uuid().map(Column::name);
        if (own.isPresent() && !own.equals(standard)) {
            line("        uuid: " + quoted(own.get()));
        } else if (own.isEmpty() && standard.flatMap(table::column).isPresent()) {
            line("        uuid: false");
        }
        if (own.isPresent() && proposal.number().isPresent() && proposal.id().isEmpty()) {
            line("        id: false");
        }
        if (!proposal.key().isEmpty()) {
            line("        key: " + list(proposal.key()));
        }
    }

    private void times(Proposal proposal) {
        time(proposal, "added", added(), Conventions.added(proposal.table()));
        time(proposal, "updated", updated(), Conventions.updated(proposal.table()));
    }

    private void time(Proposal proposal, String key, Optional<String> standard, Optional<Column> own) {
        Optional<Column> byDefault = standard.flatMap(proposal.table()::column);
        if (own.isPresent() && byDefault.isEmpty()) {
            line("        " + key + ": " + quoted(own.get().name()));
        } else if (byDefault
                .filter(column -> !column.kind().equals(Optional.of(FieldKind.DATETIME)) && !column.generated())
                .isPresent()) {
            line("        " + key + ": false");
        }
    }

    private void naturalKeys(Proposal proposal) {
        List<List<String>> keys = proposal.naturalKeys();
        if (keys.size() == 1) {
            line("        natural_key: " + list(keys.get(0)) + "  # a guess by its name");
        } else if (keys.size() > 1) {
            line("        natural_keys: ["
                    + keys.stream().map(DiscoveredText::list).collect(Collectors.joining(", "))
                    + "]  # a guess by their names");
        }
    }

    private void references(Proposal proposal) {
        Map<String, String> all = new LinkedHashMap<>(proposal.references());
        proposal.guesses().forEach((column, target) -> {
            if (proposals.containsKey(Conventions.lower(target))) {
                all.put(column, names.of(target).full() + "  # a guess by its name");
            }
        });
        proposal.choices()
                .forEach((column, target) ->
                        all.put(column, names.of(target).full() + "  # it has foreign keys to other tables too"));
        if (!all.isEmpty()) {
            line("        references:");
            all.forEach((column, words) -> line("          " + quoted(column) + ": " + words));
        }
    }

    private static String list(List<String> columns) {
        return columns.stream().map(DiscoveredText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** As it stands in YAML. */
    private static String quoted(String name) {
        boolean plain = PLAIN.matcher(name).matches() && !WORD.matcher(name).matches();
        return plain ? name : "'" + name.replace("'", "''") + "'";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
