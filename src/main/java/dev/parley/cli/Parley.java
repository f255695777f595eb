package dev.parley.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
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
        boolean serves = java.util.List.of(args).contains("serve");
        if (!serves && !terminal.environment().containsKey(LOG_LEVEL)) {
            // Who runs a command is told by the command itself; the log is for what runs unattended.
            System.setProperty(LOG_LEVEL, "error");
        }
        System.exit(run(terminal, args));
    }

    /** Runs a command; gives its exit code. */
    static int run(Terminal terminal, String... args) {
        Parley shell = new Parley(terminal);
        CommandLine line = new CommandLine(shell);
        line.addSubcommand(new InitCommand(shell));
        line.addSubcommand(new DoctorCommand(shell));
        line.addSubcommand(new ServeCommand(shell));
        line.addSubcommand(LinkCommand.with(shell));
        line.addSubcommand(new SyncCommand(shell));
        line.addSubcommand(new StatusCommand(shell));
        line.addSubcommand(new HistoryCommand(shell));
        line.addSubcommand(new ProblemsCommand(shell));
        line.addSubcommand(new DeinitCommand(shell));
        line.addSubcommand(new DemoCommand(shell));
        line.setOut(new java.io.PrintWriter(terminal.out(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(terminal.err(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.interactive() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((wrong, given) -> usage(shell, wrong));
        line.setExecutionExceptionHandler((wrong, command, parsed) -> {
            Failure failure = Failure.of(wrong);
            failure.print(terminal, shell.json());
            return failure.exit();
        });
        return line.execute(args);
    }

    private static int usage(Parley shell, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String message = String.valueOf(wrong.getMessage());
        String meant = wrong instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream()
                        .findFirst()
                        .map(near -> " Did you mean " + near + "?")
                        .orElse("")
                : "";
        new Failure(
                        Exit.USAGE,
                        "usage",
                        message + (message.endsWith(".") ? "" : ".") + meant,
                        command.getCommandSpec().qualifiedName() + " --help shows how it is used.")
                .print(shell.terminal(), shell.json());
        return Exit.USAGE;
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
