package dev.parley.site;

import dev.parley.catalogue.Mistakes;
import dev.parley.catalogue.Said;
import dev.parley.catalogue.YamlNode;
import dev.parley.catalogue.YamlNode.Entry;
import dev.parley.catalogue.YamlTree;
import dev.parley.catalogue.YamlValues;
import dev.parley.site.SiteConfig.Limits;
import dev.parley.site.SiteConfig.Listen;
import dev.parley.site.SiteConfig.Syncing;
import dev.parley.wire.BodyLimits;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code parley.yaml}. docs/configuration.md describes every key. */
public final class ConfigYaml {

    static final List<String> ROOT = List.of("site", "database", "listen", "catalogue", "sync", "limits", "alerts");
    static final List<String> SITE = List.of("name", "url");
    static final List<String> SYNC = List.of("interval", "batch");
    static final List<String> LIMITS = List.of("body_mb", "unpacked_mb", "requests");
    private static final int MAX_NAME = 100;
    private static final int MAX_URL = 500;

    private final Path file;
    private final Path folder;
    private final SecretEntry secrets;
    private final NumberEntry numbers;
    private final Mistakes mistakes;
    private final YamlValues values;

    private ConfigYaml(Path file, Map<String, String> environment) {
        this.file = file;
        this.folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        this.mistakes = new Mistakes(file.toString());
        this.values = new YamlValues(mistakes);
        this.numbers = new NumberEntry(values, mistakes);
        this.secrets = new SecretEntry(folder, environment, values, mistakes);
    }

    /**
     * What the file says.
     *
     * @param environment where the password may stand, as {@link System#getenv()} gives it
     * @throws ConfigurationException if the file is not there or can't be read, or with every mistake in it
     */
    public static SiteConfig read(Path file, Map<String, String> environment) {
        return new ConfigYaml(file, environment).read();
    }

    private SiteConfig read() {
        Optional<YamlNode> tree = tree();
        if (tree.isEmpty() && mistakes.found().isEmpty()) {
            mistakes.add(1, "the file is empty: it must have at least `site:` and `database:`");
        }
        check();
        YamlNode root = tree.orElseThrow();
        Map<String, Entry> said =
                values.known(values.entries(root, root.line(), "the file must have `site:` and `database:`"), ROOT, "");
        check();
        Map<String, Entry> site = section(said, "site", SITE);
        SiteConfig config = new SiteConfig(
                file,
                name(site, said),
                url(site.get("url")),
                new DatabaseSection(folder, secrets, values, mistakes).read(said.get("database")),
                listen(said.get("listen")),
                catalogue(said.get("catalogue")),
                sync(section(said, "sync", SYNC)),
                limits(section(said, "limits", LIMITS)),
                new AlertsSection(secrets, values, mistakes).read(said.get("alerts")));
        check();
        return config;
    }

    private Optional<YamlNode> tree() {
        String text = TextFile.read(file, "Write one as docs/configuration.md says, or name another with --config.");
        return YamlTree.read(new StringReader(text), mistakes);
    }

    private void check() {
        if (!mistakes.found().isEmpty()) {
            throw new ConfigurationException(Mistakes.text(file.toString(), mistakes.found()), "");
        }
    }

    private Map<String, Entry> section(Map<String, Entry> root, String name, List<String> keys) {
        Entry entry = root.get(name);
        if (entry == null) {
            return Map.of();
        }
        return values.known(
                values.entries(entry.value(), entry.line(), "`" + name + "` must be a mapping"),
                keys,
                "`" + name + "`: ");
    }

    private String name(Map<String, Entry> site, Map<String, Entry> root) {
        Entry entry = site.get("name");
        if (entry == null) {
            Entry section = root.get("site");
            mistakes.add(
                    section == null ? 1 : section.line(),
                    "`site:` must have a `name`, by which people at other sites know this one");
            return "";
        }
        String name = text(entry, "`name` must be a text");
        if (name.length() > MAX_NAME) {
            mistakes.add(entry.line(), "`name` must have " + MAX_NAME + " characters at most");
        }
        return name;
    }

    private String url(@Nullable Entry entry) {
        if (entry == null) {
            return "";
        }
        String url = text(entry, "`url` must be a URL such as https://shop.example.org");
        if (!url.isEmpty() && !isUrl(url)) {
            mistakes.add(
                    entry.line(),
                    "`url` must begin with http:// or https:// and have no user, query or fragment, but is `" + url
                            + "`");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static boolean isUrl(String text) {
        try {
            URI url = new URI(text);
            return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && text.length() <= MAX_URL;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Listen listen(@Nullable Entry entry) {
        if (entry == null) {
            return Listen.DEFAULT;
        }
        String text = text(entry, "`listen` must be an address such as 127.0.0.1:8440");
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? Listen.DEFAULT.host() : text.substring(0, colon);
        Optional<Integer> port = NumberEntry.within(text.substring(colon + 1), 0, 65_535);
        if (host.isEmpty() || port.isEmpty()) {
            mistakes.add(
                    entry.line(),
                    "`listen` must be host:port with a port up to 65535, such as 127.0.0.1:8440, but is `" + text
                            + "`");
            return Listen.DEFAULT;
        }
        return new Listen(host.replaceAll("^\\[|]$", ""), port.get());
    }

    private Path catalogue(@Nullable Entry entry) {
        return folder.resolve(entry == null ? "catalogue.yaml" : text(entry, "`catalogue` must name a file"));
    }

    private Syncing sync(Map<String, Entry> said) {
        Syncing standard = Syncing.DEFAULT;
        int interval = (int) standard.interval().toSeconds();
        return new Syncing(
                Duration.ofSeconds(numbers.read(said.get("interval"), 0, 86_400, interval)),
                numbers.read(said.get("batch"), 1, 10_000, standard.batch()));
    }

    private Limits limits(Map<String, Entry> said) {
        BodyLimits bodies = BodyLimits.DEFAULT;
        return new Limits(
                new BodyLimits(
                        (long) numbers.read(said.get("body_mb"), 1, 2_000, (int) (bodies.sent() >> 20)) << 20,
                        (long) numbers.read(said.get("unpacked_mb"), 1, 8_000, (int) (bodies.unpacked() >> 20)) << 20),
                numbers.read(said.get("requests"), 1, 1_000, Limits.DEFAULT.requests()));
    }

    private String text(Entry entry, String what) {
        return values.text(entry.value(), entry.line(), what).map(Said::value).orElse("");
    }
}
