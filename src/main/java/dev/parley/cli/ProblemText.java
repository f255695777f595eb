package dev.parley.cli;

import dev.parley.site.Site;
import dev.parley.store.Link;
import dev.parley.store.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A problem in words and as JSON. */
final class ProblemText {

    private final Map<Long, String> links = new HashMap<>();

    /** Of that site, whose links it names. */
    ProblemText(Site site) {
        for (Link link : site.links()) {
            links.put(link.id(), link.name());
        }
    }

    Json json(Problem.Listed listed) {
        Problem problem = listed.problem();
        List<String> name = List.of(problem.object().split("\\.", -1));
        return new Json()
                .with("id", problem.id())
                .with("kind", problem.kind())
                .with("link", link(problem))
                .with("business", problem.business())
                .with("package", name.get(0))
                .with("module", name.size() > 1 ? name.get(1) : "")
                .with("object", problem.object())
                .with("record", problem.record())
                .with("field", problem.field())
                .with("message", problem.message())
                .with("detail", problem.detail())
                .with("first_seen", Moment.iso(listed.firstSeen()))
                .with("last_seen", Moment.iso(listed.lastSeen()))
                .with("times", listed.times())
                .with("open", listed.open());
    }

    /** The link over which it came. */
    Optional<String> link(Problem problem) {
        return problem.link().isPresent()
                ? Optional.of(links.getOrDefault(problem.link().getAsLong(), "a link that was removed"))
                : Optional.empty();
    }

    /** When, over which link and how often. */
    String circumstances(Problem.Listed listed) {
        StringBuilder text = new StringBuilder("  ").append(Moment.plain(listed.lastSeen()));
        link(listed.problem()).ifPresent(link -> text.append("  over ").append(link));
        if (listed.times() > 1) {
            text.append("  met ").append(listed.times()).append(" times");
        }
        return text.append(listed.open() ? "" : "  resolved").toString();
    }

    /** Object, record and field, as far as it is about one. */
    static String about(Problem problem) {
        return "%s %s %s"
                .formatted(problem.object(), problem.record(), problem.field())
                .stripTrailing();
    }
}
