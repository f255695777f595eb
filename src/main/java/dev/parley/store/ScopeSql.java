package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.Scope;

/** The condition that a row belongs to a business; its one question mark is the business's local id. */
final class ScopeSql {

    private final Dialect dialect;
    private final Catalogue catalogue;

    ScopeSql(Dialect dialect, Catalogue catalogue) {
        this.dialect = dialect;
        this.catalogue = catalogue;
    }

    /** The condition for rows of the object's table, which goes by that alias. */
    String condition(CatalogueObject object, String alias) {
        if (object.scope() instanceof Scope.Self) {
            return Columns.of(dialect, object.idColumn().orElseThrow(), alias) + " = ?";
        }
        if (object.scope() instanceof Scope.Whole) {
            return Businesses.WHOLE + " = ?";
        }
        if (object.scope() instanceof Scope.Column business) {
            return Columns.of(dialect, business.column(), alias) + " = ?";
        }
        if (object.scope() instanceof Scope.Through through) {
            Field field = object.field(through.field()).orElseThrow();
            CatalogueObject parent =
                    catalogue.require(field.reference().orElseThrow().target());
            String inner = alias + "p";
            return "%s in (select %s from %s %s where %s)"
                    .formatted(
                            Columns.of(dialect, field.name(), alias),
                            Columns.of(dialect, field.reference().orElseThrow().targetColumn(), inner),
                            dialect.table(parent.table()),
                            inner,
                            condition(parent, inner));
        }
        Scope.Member member = (Scope.Member) object.scope();
        CatalogueObject join = catalogue.require(member.joinObject());
        Field field = join.field(member.field()).orElseThrow();
        String inner = alias + "j";
        return "%s in (select %s from %s %s where %s)"
                .formatted(
                        Columns.of(dialect, field.reference().orElseThrow().targetColumn(), alias),
                        Columns.of(dialect, field.name(), inner),
                        dialect.table(join.table()),
                        inner,
                        condition(join, inner));
    }
}
