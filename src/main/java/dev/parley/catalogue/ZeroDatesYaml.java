package dev.parley.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code zero_dates:}. */
final class ZeroDatesYaml {

    private static final String WHAT = "must be `null`, a date such as `1970-01-01`, or `false`";

    private final String where;
    private final YamlValues values;
    private final Mistakes mistakes;

    ZeroDatesYaml(String where, YamlValues values, Mistakes mistakes) {
        this.where = where;
        this.values = values;
        this.mistakes = mistakes;
    }

    /** One rule for all dates, or one a field. */
    List<ZeroDateDeclaration> rules(YamlNode.Entry entry) {
        if (!(entry.value() instanceof YamlNode.Mapping)) {
            return rule(Optional.empty(), entry).stream().toList();
        }
        List<ZeroDateDeclaration> rules = new ArrayList<>();
        for (YamlNode.Entry field : values.entries(entry.value(), entry.line(), where + "`zero_dates` " + WHAT)) {
            rule(Optional.of(new Said<>(field.key(), field.line())), field).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<ZeroDateDeclaration> rule(Optional<Said<String>> field, YamlNode.Entry entry) {
        String what = where + "`zero_dates` "
                + field.map(said -> "of `" + said.value() + "` ").orElse("") + WHAT;
        if (entry.value() instanceof YamlNode.Empty) {
            return Optional.of(new ZeroDateDeclaration(field, Optional.of(StandIn.NULL), entry.line()));
        }
        if (!(entry.value() instanceof YamlNode.Scalar scalar)) {
            mistakes.add(entry.line(), what + ", but is " + entry.value().kind());
            return Optional.empty();
        }
        if (scalar.isFalse()) {
            return Optional.of(new ZeroDateDeclaration(field, Optional.empty(), entry.line()));
        }
        if (!Canonical.isDay(scalar.text())) {
            mistakes.add(entry.line(), what + ", but is " + scalar.kind());
            return Optional.empty();
        }
        return Optional.of(
                new ZeroDateDeclaration(field, Optional.of(new StandIn(Optional.of(scalar.text()))), entry.line()));
    }
}
