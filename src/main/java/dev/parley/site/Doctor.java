package dev.parley.site;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueException;
import dev.parley.catalogue.Schema;
import dev.parley.catalogue.UncataloguedTables;
import dev.parley.store.CaptureInstallation;
import dev.parley.store.Link;
import dev.parley.store.Link.Status;
import dev.parley.store.Problems;
import dev.parley.wire.PeerException;
import java.util.ArrayList;
import java.util.List;

/** Looks for what is missing or stale at a site, and says what to do about it. Alters nothing. */
public final class Doctor {

    private final Site site;
    private final Remotes remotes;
    private final List<Finding> findings = new ArrayList<>();

    /** Of that site. */
    public Doctor(Site site, Remotes remotes) {
        this.site = site;
        this.remotes = remotes;
    }

    /** How much a finding matters. */
    public enum Weight {
        /** Something does not work. */
        WRONG,
        /** Something may not be as it was meant. */
        NOTE
    }

    /**
     * Something to look at.
     *
     * @param about what it is about: {@code catalogue}, {@code capture}, {@code tables}, {@code link} …
     * @param message what was found, a sentence
     * @param hint what to do; may be empty
     */
    public record Finding(Weight weight, String about, String message, String hint) {}

    /** What was found; empty where all is well. */
    public List<Finding> examine() {
        boolean ready = site.findIdentity().isPresent() && site.isUpToDate();
        if (site.findIdentity().isEmpty()) {
            wrong("database", "The database has not been set up for Parley.", "Run parley init.");
        } else if (!ready) {
            wrong(
                    "database",
                    "The tables of Parley were made by an older Parley.",
                    "Stop every parley serve on it, and run parley init.");
        }
        Schema schema = site.database().schema();
        try {
            Catalogue catalogue = site.catalogue();
            if (ready) {
                capture(catalogue, schema);
            }
            triggers(catalogue, schema);
            for (UncataloguedTables.Uncatalogued table : UncataloguedTables.in(schema, catalogue, site.declaration())) {
                wrong(
                        "tables",
                        "The table %s is not synced, though %s."
                                .formatted(table.name(), table.because().replace("`", "")),
                        "Add it to the catalogue, or name it there under `ignore`.");
            }
        } catch (CatalogueException e) {
            e.mistakes().forEach(mistake -> wrong("catalogue", mistake.toString(), ""));
        }
        if (ready) {
            links();
            problems();
        }
        return List.copyOf(findings);
    }

    private void capture(Catalogue catalogue, Schema schema) {
        for (CaptureInstallation.Finding finding : new CaptureInstallation(site.database()).check(catalogue, schema)) {
            wrong("capture", finding.message(), "Run parley init.");
        }
    }

    private void triggers(Catalogue catalogue, Schema schema) {
        for (Schema.Trigger trigger : schema.triggers()) {
            if (catalogue.objects().stream().anyMatch(object -> object.table().equalsIgnoreCase(trigger.table()))) {
                note(
                        "triggers",
                        "The trigger %s on %s runs for what comes from other sites too, and nobody passes on what it does then."
                                .formatted(trigger.name(), trigger.table()),
                        "If it writes what is synced, have it ask whether Parley is writing: docs/existing-databases.md says how.");
            }
        }
    }

    private void links() {
        if (site.config().url().isEmpty()) {
            note(
                    "site",
                    "This site has no URL, so others can't reach it, and it can't invite.",
                    "If they should, write `url:` under `site:` in "
                            + site.config().file() + ".");
        }
        for (Link link : site.links()) {
            if (link.status() == Status.INVITED) {
                note("link", "Nobody has taken up the invitation of link %s yet.".formatted(link.name()), "");
            } else if (link.status() == Status.PAUSED) {
                note(
                        "link",
                        "Link %s is paused.".formatted(link.name()),
                        "parley link resume %s lets it go on.".formatted(link.name()));
            } else if (!link.remoteUrl().isEmpty()) {
                reach(link);
            }
        }
    }

    private void reach(Link link) {
        try {
            new LinkRemote(site, remotes).of(link).ping();
        } catch (PeerException e) {
            wrong("link", "Link %s: %s".formatted(link.name(), e.detail()), e.hint());
        }
    }

    private void problems() {
        long open = site.database().reading(tx -> new Problems(tx, site.time()).countOpen());
        if (open > 0) {
            wrong(
                    "problems",
                    open == 1 ? "There is an open problem." : "There are %d open problems.".formatted(open),
                    "parley problems lists them.");
        }
    }

    private void wrong(String about, String message, String hint) {
        findings.add(new Finding(Weight.WRONG, about, message, hint));
    }

    private void note(String about, String message, String hint) {
        findings.add(new Finding(Weight.NOTE, about, message, hint));
    }
}
