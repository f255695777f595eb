package dev.parley.cli;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The story that {@code parley demo} tells: everything in it really happens, over HTTP on loopback. */
final class Demo {

    /** The site of the shop, and its folder. */
    static final String SHOP = "shop";

    /** The site on the web, and its folder. */
    static final String HOSTED = "hosted";

    private static final int APART_MILLIS = 20;
    private static final UUID BUSINESS = UUID.fromString("000000b0-0000-4000-8000-000000000001");
    private static final UUID BRUNO = UUID.fromString("000000c0-0000-4000-8000-000000000002");
    private static final UUID BLEND = UUID.fromString("000000d0-0000-4000-8000-000000000001");

    private final Shell shell;
    private final Path folder;
    private final DemoStory story;

    Demo(Shell shell, Path folder) {
        this.shell = shell;
        this.folder = folder;
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
        try (DemoSite shop = DemoSite.make(folder, SHOP, "schema.sql", "common.sql", "shop.sql");
                DemoSite hosted =
                        DemoSite.make(folder, HOSTED, "schema.sql", "other.sql", "common.sql", "hosted.sql")) {
            return play(shop, hosted, keep);
        }
    }

    private boolean play(DemoSite shop, DemoSite hosted, boolean keep)
            throws IOException, SQLException, InterruptedException {
        begin(shop, hosted);
        Link link = pair(shop, hosted);
        LinkRun first = first(shop, link);
        boolean equal = compare(shop, hosted);
        edit(shop, hosted);
        LinkRun second = second(shop, hosted, link);
        equal &= compare(shop, hosted);
        LinkRun third = third(shop, link);
        boolean quiet = third.isQuiet();
        if (quiet) {
            story.good("nothing moved");
        } else {
            story.bad("something moved, though nothing was new");
        }
        if (!keep) {
            end();
        }
        if (shell.json()) {
            shell.terminal()
                    .out()
                    .println(new Json()
                            .with("equal", equal)
                            .with(
                                    "syncs",
                                    List.of(
                                            SyncCommand.json(first),
                                            SyncCommand.json(second),
                                            SyncCommand.json(third))));
        }
        return equal && quiet;
    }

    private void begin(DemoSite shop, DemoSite hosted) {
        story.title("One business, two databases: Juniper Coffee");
        story.line("");
        story.point(
                SHOP, "the till's own server, SQLite, " + shop.site().config().url());
        story.point(HOSTED, "the web shop, SQLite, " + hosted.site().config().url());
        story.line("");
        story.text("Both started from the same dump and have been apart for a while:", "");
        story.counts(content(shop), content(hosted));
        story.text(
                "",
                "The same record has another local id at each. The hosted site also serves",
                "Harbour Brewing, a business of which nothing may ever reach the shop.");
    }

    private Link pair(DemoSite shop, DemoSite hosted) {
        story.step("Link them: the hosted site invites, the shop accepts");
        Invitation invitation = new Pairing(hosted.site())
                .invite(BUSINESS, Optional.empty(), new SecureRandom())
                .invitation();
        String text = invitation.toText();
        story.text(
                "hosted$ parley link invite --business " + BUSINESS,
                text.substring(0, 40) + "…",
                "shop$   parley link accept " + text.substring(0, 16) + "… --direction bi");
        return new Pairing(shop.site()).accept(Invitation.ofText(text), Direction.BI, Optional.empty(), remotes(shop));
    }

    private LinkRun first(DemoSite shop, Link link) {
        story.step("Sync for the first time");
        LinkRun run = sync(shop, link);
        story.moved(run);
        story.point(
                "people",
                "Anna Berg was entered at both sites, under different uuids. Her",
                "email tells that she is one person: matched, not doubled.");
        return run;
    }

    private void edit(DemoSite shop, DemoSite hosted) throws IOException, SQLException, InterruptedException {
        story.step("Both sides go on working, offline, by plain SQL");
        shop.edit("maria", "edits-shop.sql");
        // SQLite's clock has milliseconds: the story wants one of the two edits to be the later one.
        Thread.sleep(APART_MILLIS);
        hosted.edit("jonas", "edits-hosted.sql");
        story.text("maria at the shop              jonas at the hosted site");
        story.text("phone of Bruno Keller          city of Bruno Keller");
        story.text("House Blend costs 21.55        House Blend costs 22.45");
        story.text("deletes Test Customer          ");
        story.text("new: Hana Sato, with an order  new: Ivo Maric, and an order of Ada's");
    }

    private LinkRun second(DemoSite shop, DemoSite hosted, Link link) {
        story.step("Sync again");
        LinkRun run = sync(shop, link);
        DemoContent now = content(shop);
        story.moved(run);
        story.point(
                "merged",
                "Bruno Keller has both edits: %s, %s"
                        .formatted(
                                DemoNames.field(now, "customers", BRUNO, "phone"),
                                DemoNames.field(now, "customers", BRUNO, "city")));
        story.conflicts(shop.site(), new DemoNames(now, shop, hosted));
        story.point(
                "price",
                "House Blend costs %s at both; a person may still pick the other"
                        .formatted(DemoNames.field(now, "products", BLEND, "price")));
        story.point("deleted", "Test Customer is gone from both");
        return run;
    }

    private LinkRun third(DemoSite shop, Link link) {
        story.step("And once more: nothing is left to say");
        LinkRun run = sync(shop, link);
        story.moved(run);
        return run;
    }

    private boolean compare(DemoSite shop, DemoSite hosted) {
        DemoContent here = content(shop);
        DemoContent there = content(hosted);
        List<String> unlike = here.unlike(there);
        boolean alone = businesses(shop) == 1;
        if (unlike.isEmpty()) {
            story.good("equal: %d tables, %d records, every field and the whole history compared"
                    .formatted(here.tables().size(), here.count()));
        } else {
            story.bad("NOT equal in " + String.join(", ", unlike));
        }
        if (!alone) {
            story.bad("another business has reached the shop");
        }
        return unlike.isEmpty() && alone;
    }

    private static int businesses(DemoSite site) {
        return site.site()
                .database()
                .reading(tx -> new Businesses(tx, site.site().catalogue()).all(2))
                .size();
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
    static void lookAround(DemoStory story, DemoSite shop, DemoSite hosted) {
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
        story.line(config + " history " + BLEND);
        story.line("sqlite3 %s \"update customers set city = 'Ulm' where name like 'Ada%%'\""
                .formatted(hosted.database()));
        story.line("");
        story.text("The files stay in " + shop.folder().getParent() + "; remove them when you are done.");
    }

    private LinkRun sync(DemoSite site, Link link) {
        return new LinkSync(site.site(), remotes(site))
                .run(site.site().link(link.uuid().toString()), SyncType.INCREMENTAL);
    }

    private Remotes remotes(DemoSite site) {
        return new HttpRemotes(site.site().config(), shell.time());
    }

    private static DemoContent content(DemoSite site) {
        return DemoContent.of(site.site(), BUSINESS);
    }
}
