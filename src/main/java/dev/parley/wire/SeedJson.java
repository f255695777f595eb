package dev.parley.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the plain list as JSON: package, module, then {@code tables}, {@code changes}, {@code uuids}, {@code settings}. */
public final class SeedJson implements ListSource.Visitor {

    private final DocumentWriter out;
    private ListSource.@Nullable Module current;

    /** To that stream, which stays open. */
    public SeedJson(OutputStream stream) throws IOException {
        out = new DocumentWriter(stream);
        out.begin();
    }

    @Override
    public void module(ListSource.Module next) {
        try {
            endModule();
            if (current == null || !current.packageName().equals(next.packageName())) {
                if (current != null) {
                    out.end();
                }
                out.begin(next.packageName());
            }
            current = next;
            out.begin(next.moduleName());
            write("tables", next.tables());
            out.begin("changes");
            for (Map.Entry<String, UUID> change : next.changes().entrySet()) {
                out.uuid(change.getKey(), change.getValue());
            }
            out.end().begin("uuids");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void record(UUID uuid, long lastUpdated) {
        try {
            out.number(uuid.toString(), lastUpdated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the list. */
    public void finish() throws IOException {
        endModule();
        if (current != null) {
            out.end();
        }
        out.endLine();
        out.finish();
    }

    private void endModule() throws IOException {
        if (current != null) {
            out.end();
            write("settings", current.settings());
            out.end();
        }
    }

    private void write(String key, Map<String, String> texts) throws IOException {
        out.begin(key);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.text(text.getKey(), text.getValue());
        }
        out.end();
    }
}
