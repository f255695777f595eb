package dev.parley.cli;

import dev.parley.catalogue.Part;
import dev.parley.site.LinkRun;
import dev.parley.site.LinkSync;
import dev.parley.site.Pairing;
import dev.parley.site.Remotes;
import dev.parley.store.Businesses;
import dev.parley.store.Link;
import dev.parley.store.Link.Direction;
import dev.parley.sync.SyncType;
import dev.parley.wire.Invitation;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The story that {@code parley demo} tells: everything in it really happens, over HTTP on loopback. */
final class Demo {

    /** The site of the shop, and its folder. */
    static final String SHOP = "shop";

    /** The site on the web, and its folder. */
    static final String HOSTED = "hosted";

    private static final int APART_MILLIS = 20;

    private final Shell shell;
    private final Path folder;
    private final DemoScript script;
    private final DemoStory story;
    private final List<LinkRun> runs = new ArrayList<>();
    private Optional<Link> link = Optional.empty();
    private boolean good = true;

    Demo(Shell shell, Path folder, DemoScript script) {
        this.shell = shell;
        this.folder = folder;
        this.script = script;
        this.story = new DemoStory(quiet(shell));
    }

    /** With JSON asked for, only the outcome is printed. */
    private static Terminal quiet(Shell shell) {
        Terminal terminal = shell.terminal();
        return shell.json()
                ? new Terminal(
                        new java.io.PrintStream(
                                java.io.OutputStream.nullOutputStream(),
                                false,
                                java.nio.charset.StandardCharsets.UTF_8),
                        terminal.err(),
                        terminal.environment(),
                        false)
                : terminal;
    }

    /** Plays it; gives whether both sites were equal after each sync. */
    boolean play(boolean keep) throws IOException, SQLException, InterruptedException {
        try (DemoSite shop = DemoSite.make(folder, SHOP, script);
                DemoSite hosted = DemoSite.make(folder, HOSTED, script)) {
            begin(shop, hosted);
            for (DemoScript.Step step : script.steps()) {
                story.step(step.title());
                play(step, shop, hosted);
            }
        }
        if (!keep) {
            end();
        }
        if (shell.json()) {
            shell.terminal()
                    .out()
                    .println(new Json()
                            .with("equal", good)
                            .with("syncs", runs.stream().map(SyncCommand::json).toList()));
        }
        return good;
    }

    private void play(DemoScript.Step step, DemoSite shop, DemoSite hosted)
            throws IOException, SQLException, InterruptedException {
        if (step.links()) {
            link = Optional.of(pair(shop, hosted));
        }
        for (DemoScript.Edit edit : step.edits()) {
            // SQLite's clock has milliseconds: the story wants one of two edits to be the later one.
            Thread.sleep(APART_MILLIS);
            (edit.site().equals(SHOP) ? shop : hosted).edit(edit.user(), DemoScript.path(script.sample(), edit.sql()));
        }
        step.text().forEach(story::text);
        if (step.syncs()) {
            sync(step, shop, hosted);
        }
    }

    private void begin(DemoSite shop, DemoSite hosted) {
        story.title(script.title());
        story.line("");
        for (DemoSite site : List.of(shop, hosted)) {
            String where = site.site().config().url();
            story.point(site.name(), "%s, SQLite, %s".formatted(script.about(site.name()), where));
        }
        story.line("");
        story.text(script.before().toArray(String[]::new));
        story.text("");
        story.counts(content(shop), content(hosted), script.countsModules());
        story.text("");
        story.text(script.after().toArray(String[]::new));
    }

    private Link pair(DemoSite shop, DemoSite hosted) {
        Invitation invitation = new Pairing(hosted.site())
                .invite(script.business(), Optional.empty(), new SecureRandom())
                .invitation();
        String text = invitation.toText();
        story.text(
                "hosted$ parley link invite --business " + script.business(),
                text.substring(0, 40) + "…",
                "shop$   parley link accept " + text.substring(0, 16) + "… --direction bi");
        return new Pairing(shop.site()).accept(Invitation.ofText(text), Direction.BI, Optional.empty(), remotes(shop));
    }

    private void sync(DemoScript.Step step, DemoSite shop, DemoSite hosted) {
        Part part = Part.of(shop.site().catalogue(), step.part("package"), step.part("module"), step.part("object"));
        if (!part.isAll()) {
            StringBuilder command = new StringBuilder("shop$   parley sync");
            for (String kind : List.of("package", "module", "object")) {
                step.part(kind)
                        .forEach(name ->
                                command.append(" --").append(kind).append(' ').append(name));
            }
            story.text(command.toString());
        }
        LinkRun run = new LinkSync(shop.site(), remotes(shop))
                .run(shop.site().link(link.orElseThrow().uuid().toString()), SyncType.INCREMENTAL, part);
        runs.add(run);
        story.moved(run);
        DemoContent now = content(shop);
        DemoNames names = new DemoNames(now, script.names(), shop, hosted);
        for (Map.Entry<String, List<String>> point : step.told()) {
            switch (point.getKey()) {
                case "conflicts" -> story.conflicts(shop.site(), names);
                case "history" -> point.getValue().forEach(record -> story.history(shop.site(), record, names));
                default ->
                    story.point(
                            point.getKey(),
                            point.getValue().stream().map(names::filled).toArray(String[]::new));
            }
        }
        if (step.isQuiet()) {
            quiet(run);
        } else {
            compare(part, now, content(hosted));
            alone(shop);
        }
    }

    private void quiet(LinkRun run) {
        good &= run.isQuiet();
        if (run.isQuiet()) {
            story.good("nothing moved");
        } else {
            story.bad("something moved, though nothing was new");
        }
    }

    private void compare(Part part, DemoContent here, DemoContent there) {
        DemoContent synced = here.of(part);
        List<String> unlike = synced.unlike(there.of(part));
        good &= unlike.isEmpty();
        if (!unlike.isEmpty()) {
            story.bad("NOT equal in " + String.join(", ", unlike));
        } else if (part.isAll()) {
            story.good("equal: %d tables, %d records, every field and the whole history compared"
                    .formatted(synced.tables().size(), synced.count()));
        } else {
            story.good("equal in %d tables, %d records; %s"
                    .formatted(
                            synced.tables().size(),
                            synced.count(),
                            here.unlike(there).isEmpty()
                                    ? "and so is all the rest"
                                    : "%d tables still differ"
                                            .formatted(here.unlike(there).size())));
        }
    }

    private void alone(DemoSite shop) {
        int businesses = shop.site()
                .database()
                .reading(tx -> new Businesses(tx, shop.site().catalogue()).all(2))
                .size();
        if (businesses > 1) {
            good = false;
            story.bad("another business has reached the shop");
        }
    }

    private void end() {
        story.title("Look around, or take your own databases");
        story.text(
                "./parley demo --keep   leaves both sites running, to try every command",
                "README.md              your own two databases, in ten minutes",
                "docs/concepts.md       how merging works, with an example",
                "");
    }

    /** Says how to look at both sites while they are served. */
    void lookAround(DemoSite shop, DemoSite hosted) {
        story.title("Both sites are being served, and sync by themselves. Ctrl-C stops them.");
        for (DemoSite site : List.of(shop, hosted)) {
            story.line("");
            story.point(site.name(), site.site().config().url());
            story.point("", "config    " + site.folder().resolve("parley.yaml"));
            story.point("", "database  " + site.database());
        }
        String config = "./parley --config " + shop.folder().resolve("parley.yaml");
        story.title("Try");
        story.line(config + " status");
        story.line(config + " problems");
        story.line(config + " history " + script.history());
        story.line("sqlite3 %s \"%s\"".formatted(hosted.database(), script.edit()));
        story.line("");
        story.text("The files stay in " + shop.folder().getParent() + "; remove them when you are done.");
    }

    private Remotes remotes(DemoSite site) {
        return new HttpRemotes(site.site().config(), shell.time());
    }

    private DemoContent content(DemoSite site) {
        return DemoContent.of(site.site(), script.business());
    }
}
