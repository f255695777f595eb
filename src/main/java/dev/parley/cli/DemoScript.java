package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the demo plays with one of the bundled samples: its {@code story.yaml}. */
final class DemoScript {

    /** The samples that come with the program, the first one the default. */
    static final List<String> SAMPLES = List.of("coffee", "business");

    private final String sample;
    private final JsonNode story;

    private DemoScript(String sample, JsonNode story) {
        this.sample = sample;
        this.story = story;
    }

    /** The script of a sample. */
    static DemoScript of(String sample) {
        try (InputStream in = DemoScript.class.getResourceAsStream(path(sample, "story.yaml"))) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its sample " + sample);
            }
            return new DemoScript(sample, new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the sample " + sample, e);
        }
    }

    /** Where a file of a sample stands in the program. */
    static String path(String sample, String file) {
        return "/demo/" + sample + "/" + file;
    }

    String sample() {
        return sample;
    }

    String title() {
        return story.path("title").asText();
    }

    UUID business() {
        return UUID.fromString(story.path("business").asText());
    }

    /** What people call the site's database. */
    String about(String site) {
        return story.at("/sites/" + site + "/about").asText();
    }

    /** The files that make the site's database. */
    List<String> sql(String site) {
        return texts(story.at("/sites/" + site + "/sql"));
    }

    List<String> before() {
        return texts(story.path("before"));
    }

    List<String> after() {
        return texts(story.path("after"));
    }

    /** Whether records are counted module by module, instead of table by table. */
    boolean countsModules() {
        return story.path("counts").asText().equals("modules");
    }

    /** The fields that hold what people call a record; the first one that it has counts. */
    List<String> names() {
        return texts(story.path("names"));
    }

    /** A record whose history is worth a look. */
    String history() {
        return story.at("/look/history").asText();
    }

    /** An edit to try. */
    String edit() {
        return story.at("/look/edit").asText();
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        story.path("steps").forEach(step -> steps.add(new Step(step)));
        return steps;
    }

    /** A step of the story. */
    static final class Step {
        private final JsonNode step;

        private Step(JsonNode step) {
            this.step = step;
        }

        String title() {
            return step.path("title").asText();
        }

        boolean links() {
            return step.has("link");
        }

        boolean syncs() {
            return step.has("sync");
        }

        /** The names that a sync in parts is given: of packages, modules or objects. */
        List<String> part(String kind) {
            return texts(step.path("sync").path(kind));
        }

        /** Whether nothing may move. */
        boolean isQuiet() {
            return step.path("quiet").asBoolean();
        }

        List<Edit> edits() {
            List<Edit> edits = new ArrayList<>();
            step.path("edits")
                    .forEach(edit -> edits.add(new Edit(
                            edit.path("site").asText(),
                            edit.path("user").asText(),
                            edit.path("sql").asText())));
            return edits;
        }

        List<String> text() {
            return texts(step.path("text"));
        }

        /** What is told of it: a word each, and lines. */
        List<Map.Entry<String, List<String>>> told() {
            List<Map.Entry<String, List<String>>> told = new ArrayList<>();
            step.path("told").forEach(one -> one.properties()
                    .forEach(point -> told.add(Map.entry(point.getKey(), texts(point.getValue())))));
            return told;
        }
    }

    /** What somebody does at a site by SQL. */
    record Edit(String site, String user, String sql) {}

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
