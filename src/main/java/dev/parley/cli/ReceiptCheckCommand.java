package dev.parley.cli;

import dev.parley.site.UnknownException;
import dev.parley.wire.Receipt;
import dev.parley.wire.SiteKey;
import dev.parley.wire.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parley receipt check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks a receipt that parley verify wrote: that both sites signed what stands in it. Asks neither of them."
                    + " Exits with 3 if it says that they did not hold the same, with 1 if it proves nothing."
        })
final class ReceiptCheckCommand implements Callable<Integer> {

    private static final long LARGEST = 1 << 20;

    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "The receipt.")
    private Path file = Path.of("");

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    ReceiptCheckCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Map<UUID, SiteKey> known = keys.known();
        Receipt receipt = Receipt.ofJson(read());
        receipt.check(known);
        List<Receipt.Signed> unknown = receipt.signatures().stream()
                .filter(signed -> !known.containsKey(signed.site()))
                .toList();
        Json json = new Json()
                .with("verdict", receipt.statement().isEqual() ? "equal" : "unequal")
                .with("business", receipt.statement().business())
                .with("objects", receipt.statement().objects())
                .with(
                        "sites",
                        receipt.statement().sites().stream()
                                .map(held -> json(receipt, held))
                                .toList())
                .with("keys_known", unknown.isEmpty());
        shell.print(json, () -> tell(receipt, unknown));
        return receipt.statement().isEqual() ? Exit.OK : Exit.FINDINGS;
    }

    private byte[] read() {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnknownException(
                        "%s is far too large for a receipt.".formatted(file),
                        "Name the file that parley verify wrote.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnknownException(
                    "The receipt %s can't be read.".formatted(file), "Name the file that parley verify wrote.");
        }
    }

    private static Json json(Receipt receipt, Statement.Held held) {
        return new Json()
                .with("site", held.site())
                .with("name", held.name())
                .with("time", held.time())
                .with("records", held.records())
                .with("content", held.content())
                .with("public_key", key(receipt, held).text());
    }

    private static SiteKey key(Receipt receipt, Statement.Held held) {
        return (held.equals(receipt.statement().first()) ? receipt.first() : receipt.second()).key();
    }

    private void tell(Receipt receipt, List<Receipt.Signed> unknown) {
        tell(shell.terminal(), receipt);
        say("Both sites signed this.");
        if (!unknown.isEmpty()) {
            say(
                    "Whether these keys are theirs is for you to find out: compare with parley key show there, or give --key.");
            unknown.forEach(
                    signed -> say("  " + signed.site() + "=" + signed.key().text()));
        }
    }

    private void say(String line) {
        shell.terminal().out().println(line);
    }

    /** What a receipt says. */
    static void tell(Terminal terminal, Receipt receipt) {
        Statement statement = receipt.statement();
        terminal.out()
                .println((statement.isEqual() ? "Equal" : "Not equal") + ": business " + statement.business() + ", "
                        + Plural.of(statement.objects().size(), "object") + ".");
        Table table = new Table("site", "uuid", "time", "records", "content", "fingerprint of its key");
        for (Statement.Held held : statement.sites()) {
            table.row(
                    held.name(),
                    held.site().toString(),
                    held.time().toString(),
                    Long.toString(held.records()),
                    held.content(),
                    key(receipt, held).fingerprint());
        }
        table.print(terminal);
    }
}
