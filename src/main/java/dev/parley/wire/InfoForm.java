package dev.parley.wire;

import dev.parley.catalogue.Recognition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line: what a site says of itself, with its objects by name. */
final class InfoForm implements Form<SiteInfo> {

    @Override
    public void write(SiteInfo info, OutputStream stream) throws IOException {
        DocumentWriter out = new DocumentWriter(stream);
        out.begin()
                .number("protocol", info.protocol())
                .uuid("site", info.site())
                .text("name", info.name())
                .text("url", info.url())
                .number("clock", info.clock())
                .uuid("business", info.business());
        KeyText.write(out, info.key());
        out.text("digest", info.digest()).begin("objects");
        for (Map.Entry<String, SiteInfo.ObjectInfo> object : info.objects().entrySet()) {
            out.begin(object.getKey())
                    .text("table", object.getValue().table())
                    .text("table_version", object.getValue().tableVersion())
                    .texts("fields", object.getValue().fields());
            write(out, object.getValue().recognition());
            out.end();
        }
        out.end().endLine();
        out.finish();
    }

    @Override
    public SiteInfo read(InputStream stream) {
        try (DocumentReader in = new DocumentReader(stream, "what a site says of itself")) {
            in.require();
            SiteInfo info = readInfo(in);
            in.requireEnd();
            return info;
        }
    }

    private static void write(DocumentWriter out, Optional<Recognition> recognition) throws IOException {
        if (recognition.isEmpty()) {
            return;
        }
        out.text("identity", recognition.get().identity()).beginArray("natural_keys");
        for (Recognition.Natural key : recognition.get().naturalKeys()) {
            out.begin().texts("fields", key.fields()).texts("fold", key.fold()).end();
        }
        out.endArray();
    }

    private static SiteInfo readInfo(DocumentReader in) {
        @Nullable Integer protocol = null;
        @Nullable UUID site = null;
        @Nullable String name = null;
        @Nullable String url = null;
        @Nullable Long clock = null;
        @Nullable UUID business = null;
        @Nullable SiteKey publicKey = null;
        @Nullable Map<String, SiteInfo.ObjectInfo> objects = null;
        @Nullable String digest = null;
        for (String key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "protocol" -> protocol = in.count(key);
                case "site" -> site = in.uuid(key);
                case "name" -> name = in.text(key);
                case "url" -> url = in.text(key);
                case "clock" -> clock = in.number(key);
                case "business" -> business = in.uuid(key);
                case "objects" -> objects = readObjects(in);
                case "digest" -> digest = in.text(key);
                case KeyText.NAME -> publicKey = KeyText.read(in);
                default -> in.skip();
            }
        }
        return new SiteInfo(
                in.need(protocol, "protocol"),
                in.need(site, "site"),
                in.need(name, "name"),
                in.need(url, "url"),
                in.need(clock, "clock"),
                in.need(business, "business"),
                Optional.ofNullable(publicKey),
                in.need(objects, "objects"),
                in.need(digest, "digest"));
    }

    private static Map<String, SiteInfo.ObjectInfo> readObjects(DocumentReader in) {
        in.enter("objects");
        Map<String, SiteInfo.ObjectInfo> objects = new HashMap<>();
        for (String object = in.key(); object != null; object = in.key()) {
            in.enter(object);
            if (objects.put(object, readObject(in)) != null) {
                throw in.malformed("object \"" + object + "\" stands twice");
            }
        }
        return objects;
    }

    private static SiteInfo.ObjectInfo readObject(DocumentReader in) {
        @Nullable String table = null;
        @Nullable String version = null;
        @Nullable List<String> fields = null;
        @Nullable String identity = null;
        List<Recognition.Natural> naturalKeys = new ArrayList<>();
        for (String key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "table" -> table = in.text(key);
                case "table_version" -> version = in.text(key);
                case "fields" -> fields = in.texts(key);
                case "identity" -> identity = in.text(key);
                case "natural_keys" -> {
                    in.enterArray(key);
                    while (in.element()) {
                        in.enter(key);
                        naturalKeys.add(readNaturalKey(in));
                    }
                }
                default -> in.skip();
            }
        }
        return new SiteInfo.ObjectInfo(
                in.need(table, "table"),
                in.need(version, "table_version"),
                in.need(fields, "fields"),
                Optional.ofNullable(identity).map(word -> new Recognition(word, naturalKeys)));
    }

    private static Recognition.Natural readNaturalKey(DocumentReader in) {
        @Nullable List<String> fields = null;
        @Nullable List<String> fold = null;
        for (String key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "fields" -> fields = in.texts(key);
                case "fold" -> fold = in.texts(key);
                default -> in.skip();
            }
        }
        return new Recognition.Natural(in.need(fields, "fields"), in.need(fold, "fold"));
    }
}
