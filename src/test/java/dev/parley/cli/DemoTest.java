package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void theDemoTellsItsStoryInEightyColumnsAndLeavesNothing() throws IOException {
        List<Path> before = leftBehind();

        Cli.Outcome demo = Cli.run("demo");

        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.err()).isEmpty();
        assertThat(demo.out())
                .contains("people     Anna Berg was entered at both sites")
                .contains("merged     Bruno Keller has both edits: 030 555 0199, Potsdam")
                .contains("conflict   price of House Blend 1 kg")
                .contains("22.45   jonas at hosted")
                .contains("21.55   maria at shop")
                .contains("= nothing moved")
                .doesNotContain("\u001b");
        assertThat(demo.out().lines().filter(line -> line.contains("= equal: 7 tables")))
                .hasSize(2);
        assertThat(demo.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(leftBehind()).isEqualTo(before);
    }

    @Test
    void aWholeBusinessIsSyncedInPartsAndAsAWhole() {
        Cli.Outcome demo = Cli.run("demo", "--sample", "business");

        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out())
                .contains("parley sync --module customers --module appointments")
                .contains("= equal in 4 tables, 15 records; 9 tables still differ")
                .contains("object_id leads to F-100 at each.")
                .contains("Cork Makers Guild stays 1971-00-00")
                .contains("parley sync --package oasis")
                .contains("F-100 has status 60, bottled 2012-02-10, and the note")
                .contains("“Gift wrapping, please”")
                .contains("conflict   price of Merlot kit")
                .contains("Otis Reed was deleted here and got an appointment there.")
                .contains("history    maria@fernhill.example at shop: status")
                .contains("           maria@fernhill.example at shop: bottling_date")
                .contains("           jonas@fernhill.example at hosted: notes")
                .contains("= nothing moved");
        assertThat(demo.out().lines().filter(line -> line.contains("= equal: 17 tables")))
                .hasSize(2);
        assertThat(demo.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aSampleThatThereIsNot() {
        Cli.Outcome demo = Cli.run("demo", "--sample", "bussiness");

        assertThat(demo.exit()).isEqualTo(Exit.USAGE);
        assertThat(demo.err()).contains("no sample `bussiness`; did you mean `business`?");
    }

    @Test
    void programsGetWhatTheSyncsOfTheDemoDid() throws IOException {
        Cli.Outcome demo = Cli.run("demo", "--json");

        JsonNode json = new ObjectMapper().readTree(demo.out());
        assertThat(json.path("equal").asBoolean()).isTrue();
        assertThat(json.path("syncs").size()).isEqualTo(3);
        assertThat(json.path("syncs").path(1).path("conflicts").asInt()).isEqualTo(1);
        JsonNode idle = json.path("syncs").path(2);
        assertThat(idle.path("pulled").asInt() + idle.path("pushed").asInt()).isZero();
        assertThat(idle.path("requests").asInt()).isEqualTo(1);
        assertThat(idle.path("bytes_sent").asInt()).isLessThan(1000);
        assertThat(idle.path("bytes_received").asInt()).isLessThan(1000);
    }

    private static List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("parley-demo-"))
                    .sorted()
                    .toList();
        }
    }
}
