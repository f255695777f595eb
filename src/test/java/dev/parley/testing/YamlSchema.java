package dev.parley.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What an editor would say of a file of Parley's, by the schema that the product has for it. */
public final class YamlSchema {

    /** That of {@code parley.yaml}. */
    public static final YamlSchema PARLEY = new YamlSchema("/schema/parley.schema.json");

    /** That of {@code catalogue.yaml}. */
    public static final YamlSchema CATALOGUE = new YamlSchema("/schema/catalogue.schema.json");

    private final Schema schema;

    private YamlSchema(String resource) {
        try (InputStream in = Objects.requireNonNull(YamlSchema.class.getResourceAsStream(resource), resource)) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }

    /** What is wrong with the text; empty where nothing is. */
    public List<String> errors(String yaml) {
        return schema.validate(yaml, InputFormat.YAML).stream()
                .map(Error::toString)
                .toList();
    }
}
