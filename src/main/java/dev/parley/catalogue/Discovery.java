package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds out, as far as tables can tell, what a catalogue must say of a database that was never made for Parley. What the tables don't
 * tell is said too, so that a person can decide it.
 */
public final class Discovery {

    private final Map<String, Proposal> proposals = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new TreeMap<>();
    private final List<String> open = new ArrayList<>();
    private Optional<DiscoveredBusiness> business = Optional.empty();

    private Discovery() {}

    /**
     * A catalogue for these tables.
     *
     * @param text {@code catalogue.yaml}, with comments
     * @param objects how many tables it has objects for
     * @param open what could not be decided, and why, in sentences
     */
    public record Discovered(String text, int objects, List<String> open) {

        /** Takes a copy that nobody can alter. */
        public Discovered {
            open = List.copyOf(open);
        }
    }

    /**
     * Reads the tables.
     *
     * @param place where the database is, for the heading
     * @param application what to call the package where the tables' names don't say it
     */
    public static Discovered of(String place, String application, Schema schema) {
        Discovery discovery = look(schema, true);
        if (discovery.lostBusinesses()) {
            discovery = look(schema, false);
        }
        DiscoveredNames names = DiscoveredNames.of(application, discovery.tables());
        DiscoveredText text =
                new DiscoveredText(discovery.proposals, names, discovery.business, discovery.leftOut, discovery.open);
        return new Discovered(text.write(place), discovery.proposals.size(), discovery.open);
    }

    private List<Table> tables() {
        return proposals.values().stream().map(Proposal::table).toList();
    }

    private static Discovery look(Schema schema, boolean businesses) {
        Discovery discovery = new Discovery();
        discovery.read(schema, businesses);
        return discovery;
    }

    /** Whether the table of the businesses is one of those that have to be left out. */
    private boolean lostBusinesses() {
        return business.filter(found -> !proposals.containsKey(Conventions.lower(found.table())))
                .isPresent();
    }

    private void read(Schema schema, boolean businesses) {
        if (!schema.elsewhere().isEmpty()) {
            String names = String.join(",", schema.elsewhere());
            open.add("""
                    Other schemas were not looked at: %1$s. `currentSchema=public,%1$s` in the URL takes their tables in; Parley's own go to the \
                    first that is named.\
                    """.formatted(names));
        }
        for (Table table : schema.tables()) {
            if (Conventions.isMachinery(table)) {
                leftOut.put(table.name(), "a framework keeps it for itself");
            } else if (!table.unfit().isEmpty()) {
                leaveOut(table.name(), table.unfit());
            } else {
                proposals.put(Conventions.lower(table.name()), new Proposal(table));
            }
        }
        business = businesses ? DiscoveredBusiness.in(proposals) : Optional.empty();
        proposals.values().forEach(this::identity);
        withoutIdentity();
        proposals.values().forEach(this::guesses);
        business.ifPresent(found -> found.scopes(proposals).forEach(this::leaveOut));
        references();
        proposals.values().forEach(this::naturalKeys);
        for (Schema.Trigger trigger : schema.triggers()) {
            Optional.ofNullable(proposals.get(Conventions.lower(trigger.table())))
                    .ifPresent(proposal -> proposal.remark(
                            "its trigger `%s` runs for what comes from other sites too".formatted(trigger.name())));
        }
    }

    /** The columns that tell a row from others: a uuid, a number that the database gives, or a key. */
    private void identity(Proposal proposal) {
        Table table = proposal.table();
        boolean businesses =
                business.filter(found -> found.table().equals(table.name())).isPresent();
        if (proposal.uuid().isPresent() || businesses) {
            return;
        }
        Optional<Column> number = proposal.number()
                .filter(column -> !column.givenByDatabase())
                .filter(column -> !withoutBusiness(List.of(column.name())).isEmpty());
        if (number.isPresent()) {
            proposal.key(List.of(number.get().name()));
            proposal.remark(
                    "the database gives no value for `%s`, so equal numbers are taken for the same record at every site"
                            .formatted(number.get().name()));
        }
        Optional<Column> setting = Conventions.settingKey(table);
        boolean referredTo = proposals.values().stream()
                .flatMap(other -> other.table().foreignKeys().stream())
                .anyMatch(foreign -> foreign.target().equalsIgnoreCase(table.name()));
        for (List<String> unique : table.uniques()) {
            List<String> fields = withoutBusiness(unique);
            boolean join = unique.size() > 1
                    && !fields.isEmpty()
                    && fields.stream()
                            .allMatch(field -> proposal.foreignKeyOf(field).isPresent());
            boolean settings =
                    setting.filter(column -> fields.contains(column.name())).isPresent();
            if (proposal.key().isEmpty() && !referredTo && (join || settings) && areRequired(table, fields)) {
                proposal.key(fields);
                proposal.remark(settings ? "settings: a key and a value" : "a join table");
            }
        }
        if (proposal.isKeyed()
                && proposal.key().isEmpty()
                && withoutBusiness(table.primaryKey()).isEmpty()) {
            table.uniques().stream()
                    .map(this::withoutBusiness)
                    .filter(fields -> !fields.isEmpty() && areRequired(table, fields))
                    .findFirst()
                    .ifPresent(proposal::key);
        }
    }

    private List<String> withoutBusiness(List<String> columns) {
        return columns.stream()
                .filter(column -> business.map(found -> !found.column().equalsIgnoreCase(column))
                        .orElse(true))
                .toList();
    }

    /** Whether they are synced and no row is without them: SQLite says of the columns of a primary key that they may be null, and nobody leaves them so. */
    private static boolean areRequired(Table table, List<String> fields) {
        return fields.stream().allMatch(field -> table.column(field)
                .filter(column ->
                        !column.nullable() || table.primaryKey().stream().anyMatch(column.name()::equalsIgnoreCase))
                .filter(column -> column.kind().isPresent() && !column.generated())
                .isPresent());
    }

    private void withoutIdentity() {
        for (Proposal proposal : List.copyOf(proposals.values())) {
            Table table = proposal.table();
            List<String> key = proposal.key().isEmpty() ? withoutBusiness(table.primaryKey()) : proposal.key();
            if (proposal.isKeyed() && (key.isEmpty() || !areRequired(table, key))) {
                leaveOut(
                        table.name(),
                        key.isEmpty()
                                ? "nothing tells its rows apart: it has neither a uuid column nor a primary key or a unique index"
                                : "its key has a column that is not synced");
            }
        }
    }

    private void leaveOut(String table, String why) {
        proposals.remove(Conventions.lower(table));
        leftOut.put(table, why);
        open.add("Table `%s` is left out: %s.".formatted(table, why));
    }

    /** References that no foreign key says, by the names of columns. */
    private void guesses(Proposal proposal) {
        for (Column column : proposal.table().columns()) {
            boolean known = proposal.table().foreignKeys().stream()
                    .anyMatch(foreign -> foreign.columns().stream().anyMatch(column.name()::equalsIgnoreCase));
            boolean special = !proposal.isField(column)
                    || business.filter(found -> found.column().equalsIgnoreCase(column.name()))
                            .isPresent();
            if (known || special || !Conventions.looksLikeReference(column)) {
                continue;
            }
            Optional<Proposal> target = named(Conventions.referred(column.name()), proposal);
            if (target.filter(found -> !found.isKeyed() && found.id().isPresent())
                    .isPresent()) {
                proposal.guess(column.name(), target.get().table().name());
            } else if (target.isEmpty()) {
                proposal.remark("`%s` looks like a reference, but no table is named like it".formatted(column.name()));
                open.add(
                        "`%s` of table `%s` looks like a reference, but no table is named like it: it is synced as a plain number."
                                .formatted(column.name(), proposal.table().name()));
            }
        }
    }

    /** The table that a word means: that word, or, of {@code billing_address}, the last that names one. */
    private Optional<Proposal> named(String word, Proposal from) {
        if (word.equals("parent")) {
            return Optional.of(from);
        }
        String rest = word;
        Optional<Proposal> found = exactly(rest);
        while (found.isEmpty() && rest.indexOf('_') >= 0) {
            rest = rest.substring(rest.indexOf('_') + 1);
            found = exactly(rest);
        }
        return found;
    }

    private Optional<Proposal> exactly(String word) {
        List<Proposal> ending = proposals.values().stream()
                .filter(other -> singular(other).equals(word) || singular(other).endsWith("_" + word))
                .toList();
        return ending.size() == 1
                ? Optional.of(ending.get(0))
                : ending.stream().filter(other -> singular(other).equals(word)).findFirst();
    }

    private static String singular(Proposal proposal) {
        return Conventions.singular(Conventions.lower(proposal.table().name()));
    }

    /** Foreign keys that the catalogue has to say something about: to tables that are left out, or by neither id nor uuid. */
    private void references() {
        boolean again = true;
        while (again) {
            again = false;
            for (Proposal proposal : List.copyOf(proposals.values())) {
                for (ForeignKey foreign : proposal.table().foreignKeys()) {
                    again |=
                            !proposals.containsKey(Conventions.lower(foreign.target())) && toNowhere(proposal, foreign);
                }
                again |= leadsNowhere(proposal);
            }
        }
        DiscoveredChoices choices = new DiscoveredChoices(
                proposals, column -> withoutBusiness(List.of(column)).isEmpty());
        for (Proposal proposal : proposals.values()) {
            for (ForeignKey foreign : proposal.table().foreignKeys()) {
                Proposal target = proposals.get(Conventions.lower(foreign.target()));
                if (target != null && !target.isKeyed() && foreign.columns().size() > 1) {
                    byOtherColumns(proposal, foreign, target);
                }
            }
            choices.choose(proposal);
        }
    }

    /** Leaves a table out whose records belong to the business of what is left out; gives whether it did. */
    private boolean leadsNowhere(Proposal proposal) {
        boolean here = proposals.containsKey(Conventions.lower(proposal.table().name()));
        Optional<String> target = proposal.business().flatMap(declared -> {
            if (declared instanceof BusinessDeclaration.Through through) {
                return proposal.target(through.field());
            }
            return declared instanceof BusinessDeclaration.MemberOf member
                    ? Optional.of(member.object())
                    : Optional.empty();
        });
        if (here
                && target.filter(table -> !proposals.containsKey(Conventions.lower(table)))
                        .isPresent()) {
            leaveOut(
                    proposal.table().name(),
                    "table `%s`, by which it has its business, is left out".formatted(target.get()));
            return true;
        }
        return false;
    }

    /** Gives whether the table itself had to be left out. */
    private boolean toNowhere(Proposal proposal, ForeignKey foreign) {
        String why = "it refers to table `%s`, which is %s"
                .formatted(
                        foreign.target(),
                        leftOut.keySet().stream().anyMatch(foreign.target()::equalsIgnoreCase)
                                ? "left out"
                                : "in another schema");
        List<Column> columns = foreign.columns().stream()
                .flatMap(name -> proposal.table().column(name).stream())
                .filter(column -> withoutBusiness(List.of(column.name())).size() == 1)
                .filter(proposal::isField)
                .toList();
        List<String> key = proposal.key().isEmpty() ? proposal.table().primaryKey() : proposal.key();
        boolean dispensable = columns.stream()
                .allMatch(column -> column.nullable() && key.stream().noneMatch(column.name()::equalsIgnoreCase));
        if (dispensable) {
            columns.forEach(column -> proposal.ignore(column.name(), why));
            return false;
        }
        boolean here = proposals.containsKey(Conventions.lower(proposal.table().name()));
        if (here) {
            leaveOut(proposal.table().name(), why + ", by a column that may not be null");
        }
        return here;
    }

    private void byOtherColumns(Proposal proposal, ForeignKey foreign, Proposal target) {
        List<String> fields = withoutBusiness(foreign.columns()).stream()
                .filter(name ->
                        proposal.table().column(name).filter(proposal::isField).isPresent())
                .toList();
        boolean byId = foreign.targetColumns().stream().anyMatch(column -> target.id()
                .or(target::uuid)
                .filter(known -> known.name().equalsIgnoreCase(column))
                .isPresent());
        if (!byId && !fields.isEmpty()) {
            fields.forEach(field -> proposal.reference(field, "false"));
            proposal.remark("it names `%s` by %s: plain values, the same at every site"
                    .formatted(foreign.target(), String.join(", ", fields)));
        }
    }

    /** Unique indexes over what people enter. */
    private void naturalKeys(Proposal proposal) {
        if (proposal.isKeyed()) {
            return;
        }
        Table table = proposal.table();
        for (List<String> unique : table.uniques()) {
            List<String> fields = withoutBusiness(unique);
            List<Column> columns =
                    fields.stream().flatMap(name -> table.column(name).stream()).toList();
            boolean own = columns.stream().anyMatch(column -> !proposal.isField(column));
            if (own || columns.isEmpty()) {
                continue;
            }
            boolean telling = columns.stream().anyMatch(Conventions::isTelling);
            if (telling) {
                proposal.naturalKey(fields);
            } else {
                proposal.remark("a unique index over %s: `natural_key: [%s]` if the same there means the same record"
                        .formatted(String.join(", ", fields), String.join(", ", fields)));
            }
        }
    }
}
