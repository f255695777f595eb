package dev.parley.cli;

import dev.parley.site.ConfigYaml;
import dev.parley.site.Site;
import dev.parley.site.SiteConfig;
import dev.parley.store.Ids;
import dev.parley.store.TimeSource;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all commands share: the terminal, the options that each of them takes, and the way to the site. */
class Shell {

    private final Terminal terminal;

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The site's configuration (default: parley.yaml here).")
    private Path config = Path.of("parley.yaml");

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, for programs.")
    private boolean json;

    Shell(Terminal terminal) {
        this.terminal = terminal;
    }

    final Terminal terminal() {
        return terminal;
    }

    final boolean json() {
        return json;
    }

    final TimeSource time() {
        return TimeSource.SYSTEM;
    }

    /** The configuration file, as it was named. */
    final Path configFile() {
        return config;
    }

    final SiteConfig config() {
        return ConfigYaml.read(config, terminal.environment());
    }

    /** The site, with its database open. The caller closes it. */
    final Site open() {
        return Site.open(config(), time(), Ids.RANDOM);
    }

    /** Prints a JSON object, where JSON is asked for; else does what people are told with. */
    final void print(Json forPrograms, Runnable forPeople) {
        if (json) {
            terminal.out().println(forPrograms);
        } else {
            forPeople.run();
        }
    }
}
