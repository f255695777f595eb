package dev.parley.cli;

import dev.parley.catalogue.Spelling;
import dev.parley.wire.UuidText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code parley}. docs/cli.md describes what it can do. */
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        versionProvider = Parley.Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps one business's records the same in several independent databases.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 done and",
            "something is to be looked at, 4 the other site can't be reached or refuses,",
            "5 another process is syncing over the link, 6 the database can't be used."
        })
public final class Parley extends Shell implements Callable<Integer> {

    private static final String LOG_LEVEL = "PARLEY_LOG";

    private Parley(Terminal terminal) {
        super(terminal);
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.ofThisProcess();
        boolean serves = List.of(args).contains("serve");
        if (!serves && !terminal.environment().containsKey(LOG_LEVEL)) {
            // Who runs a command is told by the command itself; the log is for what runs unattended.
            System.setProperty(LOG_LEVEL, "error");
        }
        System.exit(run(terminal, args));
    }

    /** Runs a command; gives its exit code. */
    static int run(Terminal terminal, String... args) {
        return line(terminal).execute(args);
    }

    /** All commands, ready to be run. */
    static CommandLine line(Terminal terminal) {
        Parley shell = new Parley(terminal);
        CommandLine line = new CommandLine(shell);
        line.addSubcommand(new DiscoverCommand(shell));
        line.addSubcommand(new InitCommand(shell));
        line.addSubcommand(new DoctorCommand(shell));
        line.addSubcommand(new ServeCommand(shell));
        line.addSubcommand(LinkCommand.with(shell));
        line.addSubcommand(new SyncCommand(shell));
        line.addSubcommand(new StatusCommand(shell));
        line.addSubcommand(new CountsCommand(shell));
        line.addSubcommand(new VerifyCommand(shell));
        line.addSubcommand(new HistoryCommand(shell));
        line.addSubcommand(ProblemsCommand.with(shell));
        line.addSubcommand(MapCommand.with(shell));
        line.addSubcommand(ReceiptCommand.with(shell));
        line.addSubcommand(KeyCommand.with(shell));
        line.addSubcommand(new AlertsCommand(shell));
        line.addSubcommand(new DeinitCommand(shell));
        line.addSubcommand(new DemoCommand(shell));
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.interactive() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
        line.registerConverter(UUID.class, Parley::uuid);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((wrong, given) -> usage(shell, wrong));
        line.setExecutionExceptionHandler((wrong, command, parsed) -> {
            Failure failure = Failure.of(wrong);
            failure.print(terminal, shell.json());
            return failure.exit();
        });
        return line;
    }

    private static int usage(Parley shell, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String message = String.valueOf(wrong.getMessage());
        String meant = wrong instanceof UnmatchedArgumentException unmatched ? meant(command, unmatched) : "";
        new Failure(
                        Exit.USAGE,
                        "usage",
                        message + (message.endsWith(".") ? "" : ".") + meant,
                        command.getCommandSpec().qualifiedName() + " --help shows how it is used.")
                .print(shell.terminal(), shell.json());
        return Exit.USAGE;
    }

    private static String meant(CommandLine command, UnmatchedArgumentException unmatched) {
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        known.addAll(command.getCommandSpec().optionsMap().keySet());
        return unmatched.getUnmatched().stream()
                .findFirst()
                .flatMap(word -> Spelling.nearest(word, known))
                .map(near -> " Did you mean " + near + "?")
                .orElse("");
    }

    private static UUID uuid(String text) {
        try {
            return UuidText.parse(text.strip());
        } catch (IllegalArgumentException e) {
            // Without the cause: picocli would show it.
            throw new TypeConversionException("'" + text + "' is no uuid such as 2f1c7f5e-9f3a-4b52-8c58-0d1f5a7e6b10");
        }
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, terminal().err());
        return Exit.USAGE;
    }

    /** The version that stands in the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Parley.class.getPackage().getImplementationVersion();
            return new String[] {"parley " + (version == null ? "(not packaged)" : version)};
        }
    }
}
