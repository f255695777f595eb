package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Holds docs/cli.md to what the commands really take. */
class CliDocTest {

    @Test
    void everyCommandHasItsSectionWithEveryOption() throws IOException {
        Map<String, String> sections = sections();
        List<String> commands = new ArrayList<>();
        for (CommandLine command :
                Parley.line(Terminal.ofThisProcess()).getSubcommands().values()) {
            gather(command, sections, commands);
        }

        assertThat(sections.keySet()).containsExactlyInAnyOrderElementsOf(commands);
    }

    private static void gather(CommandLine command, Map<String, String> sections, List<String> commands) {
        if (!command.getSubcommands().isEmpty()) {
            command.getSubcommands().values().forEach(sub -> gather(sub, sections, commands));
            return;
        }
        String name = command.getCommandSpec().qualifiedName();
        commands.add(name);
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.inherited() && !option.usageHelp() && !option.versionHelp()) {
                assertThat(sections.getOrDefault(name, "")).as(name).contains(option.longestName());
            }
        }
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new HashMap<>();
        for (String section : Files.readString(Path.of("docs/cli.md")).split("\\n##+ ", -1)) {
            int end = section.indexOf('\n');
            if (section.startsWith("parley ")) {
                sections.put(section.substring(0, end), section.substring(end));
            }
        }
        return sections;
    }
}
