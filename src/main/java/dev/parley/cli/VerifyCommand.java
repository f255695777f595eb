package dev.parley.cli;

import dev.parley.merge.Value;
import dev.parley.site.LinkVerify;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import dev.parley.store.Link;
import dev.parley.sync.ContentSummary;
import dev.parley.sync.Difference;
import dev.parley.sync.Verified;
import dev.parley.wire.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley verify}. */
@Command(
        name = "verify",
        description = {
            "Compares what stands in the rows at both ends of a link, and changes nothing. Exits with 3 if anything"
                    + " differs."
        })
final class VerifyCommand extends SiteCommand {

    @Parameters(
            paramLabel = "LINK",
            arity = "0..1",
            description = "The link's name or uuid (default: the only one of this site).")
    private String name = "";

    @Mixin
    private PartOptions part = new PartOptions();

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "Both sites sign what they hold, equal or not, and it is written to this new file.")
    private Optional<Path> receipt = Optional.empty();

    VerifyCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        receipt.ifPresent(VerifyCommand::refuseTaken);
        Link link = site.link(name);
        LinkVerify.Run run;
        try (WatchedRemotes remotes =
                new WatchedRemotes(new HttpRemotes(site.config(), shell().time()), terminal(), link.name())) {
            LinkVerify verify = new LinkVerify(site, remotes);
            run = receipt.isPresent()
                    ? verify.runSigned(link, part.of(site, "verify"), this::tell)
                    : verify.run(link, part.of(site, "verify"), this::tell);
        }
        receipt.ifPresent(file -> write(file, run.receipt().orElseThrow()));
        shell().print(json(run), () -> tell(run));
        boolean signedEqual =
                run.receipt().map(signed -> signed.statement().isEqual()).orElse(true);
        return run.verified().isEqual() && signedEqual ? Exit.OK : Exit.FINDINGS;
    }

    /** Before anything is compared and signed. */
    private static void refuseTaken(Path file) {
        if (Files.exists(file)) {
            throw new UnknownException(
                    "%s is there already, and a receipt is not written over anything.".formatted(file),
                    "Name a new file with --receipt.");
        }
    }

    private static void write(Path file, Receipt receipt) {
        try {
            Files.writeString(file, receipt.toJson(), StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UnknownException(
                    "The receipt could not be written to %s: %s.".formatted(file, e),
                    "Name a new file in a folder that can be written to.");
        }
    }

    /** A line a record, as it is found, so that there may be any number of them. */
    private void tell(Difference difference) {
        shell().print(json(difference), () -> {
            say("%s %s  %s".formatted(difference.object(), difference.record(), where(difference)));
            difference
                    .fields()
                    .forEach(field -> say("  %s: here %s, there %s"
                            .formatted(field.name(), quoted(field.here()), quoted(field.there()))));
        });
    }

    private static String where(Difference difference) {
        return switch (difference.where()) {
            case HERE -> "only here";
            case THERE -> "only there";
            case BOTH -> "differs";
        };
    }

    private static String quoted(Value value) {
        return value.isNull() ? "null" : "\"" + value.text().replace("\n", "\\n") + "\"";
    }

    private static Json json(Difference difference) {
        List<Json> fields = difference.fields().stream()
                .map(field -> new Json()
                        .with("field", field.name())
                        .with("here", text(field.here()))
                        .with("there", text(field.there())))
                .toList();
        return new Json()
                .with("object", difference.object())
                .with("record", difference.record())
                .with("differs", difference.where().name().toLowerCase(Locale.ROOT))
                .with("fields", fields);
    }

    private static Optional<String> text(Value value) {
        return value.isNull() ? Optional.empty() : Optional.of(value.text());
    }

    private static Json json(LinkVerify.Run run) {
        Verified verified = run.verified();
        return new Json()
                .with("link", run.link().name())
                .with("equal", verified.isEqual())
                .with("differences", verified.differences())
                .with("here", json(verified.here()))
                .with("there", json(verified.there()))
                .with("receipt", run.receipt().map(VerifyCommand::verdict))
                .with("requests", run.traffic().requests())
                .with("bytes_sent", run.traffic().bytesSent())
                .with("bytes_received", run.traffic().bytesReceived())
                .with("seconds", Math.round(run.took().toNanos() / 1e6) / 1e3)
                .with("notes", verified.notes());
    }

    private static String verdict(Receipt receipt) {
        return receipt.statement().isEqual() ? "equal" : "unequal";
    }

    private static Json json(ContentSummary summary) {
        return new Json()
                .with("site", summary.site())
                .with("name", summary.siteName())
                .with("business", summary.business())
                .with("at", Moment.iso(summary.at()))
                .with("records", summary.records())
                .with("fingerprint", summary.fingerprint());
    }

    private void tell(LinkVerify.Run run) {
        Verified verified = run.verified();
        String found;
        if (verified.isEqual()) {
            found = "equal, " + Plural.of(verified.here().records(), "record");
        } else if (verified.differences() > 0) {
            found = "%s (%d here, %d there)"
                    .formatted(
                            Plural.of(verified.differences(), "difference"),
                            verified.here().records(),
                            verified.there().records());
        } else {
            found = "records were altered while they were compared; try again";
        }
        say("%s: %s (%s, %s out, %s in, %.2f s)"
                .formatted(
                        run.link().name(),
                        found,
                        Plural.of(run.traffic().requests(), "request"),
                        Plural.bytes(run.traffic().bytesSent()),
                        Plural.bytes(run.traffic().bytesReceived()),
                        run.took().toNanos() / 1e9));
        run.receipt()
                .ifPresent(signed ->
                        say("  receipt: %s, signed by both, in %s".formatted(verdict(signed), receipt.orElseThrow())));
        verified.notes().forEach(note -> say("  note: " + note.replace("`", "")));
        if (verified.differences() > 0) {
            terminal()
                    .hint("parley sync %s brings over what was changed on either side."
                            .formatted(run.link().name()));
        }
    }
}
