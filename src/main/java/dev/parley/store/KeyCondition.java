package dev.parley.store;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.merge.Value;
import dev.parley.store.RecordRows.Comparison;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The condition that some fields of a business's row have one of several values. */
final class KeyCondition {

    private final Tx tx;
    private final CatalogueObject object;
    private final String condition;
    private final List<Value> arguments = new ArrayList<>();
    private final List<Field> kinds = new ArrayList<>();

    /** That the fields have one of these lists of values, each in the order of the fields, as the comparison has it. */
    KeyCondition(
            Tx tx,
            ScopeSql scopes,
            CatalogueObject object,
            List<String> fields,
            List<List<Value>> values,
            Comparison comparison) {
        this.tx = tx;
        this.object = object;
        List<String> ors = new ArrayList<>();
        for (List<Value> key : values) {
            List<String> ands = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                Field field = object.field(fields.get(i)).orElseThrow();
                ands.add(comparison.of(Columns.of(tx.dialect(), field.name(), "t"), field, key.get(i)));
                arguments.add(comparison.argument(field, key.get(i)));
                kinds.add(field);
            }
            ors.add("(" + String.join(" and ", ands) + ")");
        }
        String either = "(" + String.join(" or ", ors) + ")";
        this.condition = object.isShared() ? either : either + " and " + scopes.condition(object, "t");
    }

    /** The select with the condition. */
    PreparedStatement prepare(String select, Businesses.Business business) throws SQLException {
        return prepare(select, business, UnaryOperator.identity());
    }

    /** The select with the condition, made one that locks what it finds. */
    PreparedStatement prepare(String select, Businesses.Business business, UnaryOperator<String> lock)
            throws SQLException {
        PreparedStatement statement = tx.connection().prepareStatement(lock.apply(select + " where " + condition));
        for (int i = 0; i < arguments.size(); i++) {
            tx.dialect().bind(statement, i + 1, arguments.get(i), kinds.get(i).kind());
        }
        if (!object.isShared()) {
            statement.setLong(arguments.size() + 1, business.id());
        }
        return statement;
    }
}
