package dev.parley.catalogue;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code catalogue.yaml}. docs/configuration.md describes every key. */
public final class CatalogueYaml {

    static final List<String> ROOT =
            List.of("business", "defaults", "packages", "order", "histories", "zero_dates", "ignore");
    static final List<String> DEFAULTS = List.of("uuid", "business", "added", "updated", "identity", "history");
    private static final String WHOLE = "whole database";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final Mistakes mistakes;
    private final YamlValues values;
    private final List<ObjectDeclaration> objects = new ArrayList<>();

    private CatalogueYaml(String file) {
        mistakes = new Mistakes(file);
        values = new YamlValues(mistakes);
    }

    /**
     * What the text says. The reader is closed.
     *
     * @param name the file's name, for the messages
     * @throws CatalogueException with every mistake that can be told without the tables
     * @throws java.io.UncheckedIOException if the reader fails
     */
    public static Declaration read(String name, Reader text) {
        CatalogueYaml yaml = new CatalogueYaml(name);
        Optional<YamlNode> tree = YamlTree.read(text, yaml.mistakes);
        if (tree.isEmpty()) {
            yaml.mistakes.check();
        }
        Declaration declaration = yaml.root(name, tree.orElse(new YamlNode.Empty(1)));
        yaml.mistakes.check();
        return declaration;
    }

    private Declaration root(String file, YamlNode root) {
        List<YamlNode.Entry> entries = values.entries(root, root.line(), "a catalogue must have `packages:`");
        Map<String, YamlNode.Entry> said = values.known(entries, ROOT, "");
        YamlNode.Entry packages = said.get("packages");
        if (packages != null) {
            packages(packages);
        } else if (!entries.isEmpty()) {
            mistakes.add(root.line(), "`packages` is missing: a catalogue must name the objects that are to be synced");
        }
        return new Declaration(
                file,
                defaults(said),
                whole(said),
                objects,
                order(said),
                histories(said),
                zeroDates(said),
                ignored(said));
    }

    private Optional<Integer> whole(Map<String, YamlNode.Entry> root) {
        YamlNode.Entry entry = root.get("business");
        if (entry == null) {
            return Optional.empty();
        }
        String what = "`business` at the top must be `" + WHOLE + "`, which says that there is one business only";
        Optional<Said<String>> said = values.text(entry.value(), entry.line(), what);
        said.filter(text -> !text.value().equals(WHOLE))
                .ifPresent(text -> mistakes.add(
                        text.line(),
                        what + "; where it is a column, say it under `defaults:`, but is `" + text.value() + "`"));
        return said.map(Said::line);
    }

    private Declaration.Defaults defaults(Map<String, YamlNode.Entry> root) {
        YamlNode.Entry entry = root.get("defaults");
        if (entry == null) {
            return Declaration.Defaults.STANDARD;
        }
        Map<String, YamlNode.Entry> said = values.known(
                values.entries(entry.value(), entry.line(), "`defaults` must be a mapping"), DEFAULTS, "`defaults`: ");
        Declaration.Defaults standard = Declaration.Defaults.STANDARD;
        return new Declaration.Defaults(
                column(said.get("uuid"), standard.uuid()),
                column(said.get("business"), standard.business()),
                column(said.get("added"), standard.added()),
                column(said.get("updated"), standard.updated()),
                Optional.ofNullable(said.get("identity"))
                        .flatMap(identity -> values.identity(identity, "`defaults`: "))
                        .map(Said::value),
                Optional.ofNullable(said.get("history"))
                        .map(history -> new HistoryYaml(values).defaults(history, "`defaults`: `history` "))
                        .orElse(standard.history()));
    }

    private Optional<String> column(YamlNode.@Nullable Entry entry, Optional<String> standard) {
        return entry == null ? standard : values.column(entry, "`defaults`: ").flatMap(ColumnChoice::column);
    }

    private Map<String, HistoryDeclaration> histories(Map<String, YamlNode.Entry> root) {
        YamlNode.Entry entry = root.get("histories");
        if (entry == null) {
            return Map.of();
        }
        Map<String, HistoryDeclaration> histories = new LinkedHashMap<>();
        String what = "`histories` must be a mapping of modules to tables";
        for (YamlNode.Entry module : values.entries(entry.value(), entry.line(), what)) {
            Set<String> modules =
                    objects.stream().map(object -> object.name().module()).collect(Collectors.toSet());
            if (!modules.contains(module.key())) {
                mistakes.add(
                        module.line(),
                        "`histories` names the module `" + module.key() + "`, which is not in the catalogue"
                                + Spelling.didYouMean(module.key(), modules));
            }
            new HistoryYaml(values)
                    .table(module, "`histories`: `" + module.key() + "` ")
                    .ifPresent(history -> histories.put(module.key(), history));
        }
        return histories;
    }

    private List<Said<String>> order(Map<String, YamlNode.Entry> root) {
        YamlNode.Entry entry = root.get("order");
        return entry == null
                ? List.of()
                : values.names(entry.value(), entry.line(), "`order` must be a list of modules");
    }

    private Optional<StandIn> zeroDates(Map<String, YamlNode.Entry> root) {
        YamlNode.Entry entry = root.get("zero_dates");
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof YamlNode.Mapping) {
            mistakes.add(entry.line(), "`zero_dates` can name single columns only in an object");
            return Optional.empty();
        }
        return new ZeroDatesYaml("", values, mistakes)
                .rules(entry).stream().flatMap(rule -> rule.standIn().stream()).findFirst();
    }

    private List<Said<String>> ignored(Map<String, YamlNode.Entry> root) {
        YamlNode.Entry entry = root.get("ignore");
        return entry == null
                ? List.of()
                : values.names(entry.value(), entry.line(), "`ignore` must be a list of tables");
    }

    private void packages(YamlNode.Entry packages) {
        for (YamlNode.Entry pack : named(packages, "`packages` must name at least one package")) {
            for (YamlNode.Entry module : named(pack, "package `" + pack.key() + "` must name at least one module")) {
                String path = pack.key() + "." + module.key();
                for (YamlNode.Entry object : named(module, "module `" + path + "` must name at least one object")) {
                    ObjectName name = new ObjectName(pack.key(), module.key(), object.key());
                    new ObjectYaml(name, values, mistakes).read(object).ifPresent(objects::add);
                }
            }
        }
    }

    private List<YamlNode.Entry> named(YamlNode.Entry parent, String what) {
        List<YamlNode.Entry> children = values.entries(parent.value(), parent.line(), what);
        for (YamlNode.Entry child : children) {
            if (!NAME.matcher(child.key()).matches()) {
                mistakes.add(child.line(), "the name `" + child.key() + "` may only have letters, digits, `_` and `-`");
            }
        }
        return children;
    }
}
