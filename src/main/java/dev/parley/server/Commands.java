package dev.parley.server;

import dev.parley.wire.Arguments;
import dev.parley.wire.Block;
import dev.parley.wire.Command;
import dev.parley.wire.Compared;
import dev.parley.wire.Cue;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.Foretold;
import dev.parley.wire.Forms;
import dev.parley.wire.Found;
import dev.parley.wire.Likeness;
import dev.parley.wire.Line;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.ListSource;
import dev.parley.wire.Packet;
import dev.parley.wire.Peer;
import dev.parley.wire.SeedJson;
import dev.parley.wire.SeedXml;
import dev.parley.wire.Standing;
import dev.parley.wire.Taken;
import dev.parley.wire.UuidText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What each command does: reads its arguments and body, asks the link's peer, gives the answer its form. */
final class Commands {

    /** How many records are named in one request or answer at most. */
    private static final int PAGE = 100_000;

    private static final int DEFAULT_PAGE = 1000;
    private static final int DEFAULT_BLOCK = 1 << 20;
    private static final Pattern MICROS = Pattern.compile("[0-9]{1,18}");

    /** What a sync asks of another site. */
    private static final Set<Command> PLAYED = EnumSet.of(
            Command.INFO,
            Command.CHANGES,
            Command.COMPARE,
            Command.DIGEST,
            Command.ROWS,
            Command.LIST,
            Command.GET,
            Command.BLOCK,
            Command.LOAD,
            Command.PUSH,
            Command.MEND,
            Command.COMPARED);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final LinkAccess access;
    private final Peer served;

    private Commands(LinkAccess access, Peer served) {
        this.access = access;
        this.served = served;
    }

    static Answer run(LinkAccess access, Incoming request) {
        return new Commands(access, access.peer()).answer(request);
    }

    private Answer answer(Incoming request) {
        Peer peer = peer(request);
        return switch (request.command()) {
            case PING, WAIT ->
                throw new IllegalStateException("a " + request.command().word() + " is not answered here");
            case INFO -> Answer.of(Forms.INFO, peer.info(request.read(Forms.INFO)));
            case CHANGES -> Answer.of(Forms.REPLY, peer.exchange(request.read(Forms.EXCHANGE)));
            case COMPARE -> Answer.of(Forms.COMPARISON, peer.compare());
            case DIGEST -> Answer.of(Forms.DIGEST_ANSWER, peer.digest(request.read(Forms.DIGEST)));
            case ROWS -> Answer.of(Forms.BLOCK, rows(request));
            case LIST -> list(request);
            case GET -> get(request);
            case BLOCK -> Answer.of(Forms.BLOCK, block(request));
            case LOAD -> Answer.of(Forms.TAKEN, peer.load(request.read(Forms.BLOCK)));
            case PUSH -> Answer.of(Forms.TAKEN, peer.push(request.read(Forms.PACKETS), likeness(request.arguments())));
            case MEND -> Answer.of(Forms.TAKEN, mend(request));
            case COMPARED -> {
                Compared compared = request.read(Forms.COMPARED);
                peer.compared(compared.mine(), compared.yours());
                yield Answer.of(Forms.NOTHING, Forms.Nothing.NOTHING);
            }
            case REHEARSE -> rehearse(request);
            case COUNTS -> Answer.of(Forms.COUNTS, access.counts());
            case STATUS -> {
                access.become(standing(request.arguments()));
                yield Answer.of(Forms.NOTHING, Forms.Nothing.NOTHING);
            }
            case RECEIPT -> Answer.of(Forms.RECEIPT_ANSWER, access.receipt(request.read(Forms.RECEIPT_OFFER)));
            case LINK -> Answer.of(Forms.ANSWER, access.acceptLink(request.read(Forms.OFFER)));
        };
    }

    /** Plays a script, and undoes what it did. */
    private Answer rehearse(Incoming request) {
        Arguments arguments = request.arguments();
        Cue cue = new Cue(uuid(arguments.require("seed"), "seed"), moment(arguments.require("at")));
        List<Line> script = request.read(Forms.SCRIPT);
        for (Line line : script) {
            if (!PLAYED.contains(line.command())) {
                throw ErrorCode.ARGUMENT_WRONG.refuse(
                        "The command " + line.command().word() + " can't be rehearsed.",
                        "Rehearse what a sync asks: "
                                + PLAYED.stream().map(Command::word).collect(Collectors.joining(", ")) + ".");
            }
        }
        if (arguments.value("effects").isPresent()) {
            List<Foretold> effects = access.playhouse().foretell(cue, peer -> play(request, peer, script));
            return Answer.of(Forms.FORETOLD, effects);
        }
        return access.playhouse()
                .rehearse(cue, peer -> play(request, peer, script))
                .orElseThrow(() -> ErrorCode.ARGUMENT_WRONG.refuse(
                        "The script is empty.", "Give the request that is to be answered, or the argument effects."));
    }

    private Optional<Answer> play(Incoming request, Peer peer, List<Line> script) {
        Optional<Answer> last = Optional.empty();
        for (Line line : script) {
            last = Optional.of(new Commands(access, peer).answer(request.part(line)));
        }
        return last;
    }

    private static long moment(String text) {
        if (!MICROS.matcher(text).matches()) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The argument at is no time.", "Give microseconds since 1970 UTC, as info answers them.");
        }
        return Long.parseLong(text);
    }

    /** The business as the link opens it, or as it may be asked what a sync would do. */
    private Peer peer(Incoming request) {
        Optional<String> plan = request.arguments().value("plan");
        if (plan.isEmpty()) {
            return served;
        }
        if (!plan.get().equals("1")) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The argument plan is not as it should be.", "Give 1, or leave it out.");
        }
        return served.planning();
    }

    private static Standing standing(Arguments arguments) {
        return Standing.ofWord(arguments.require("status"))
                .orElseThrow(() -> ErrorCode.ARGUMENT_WRONG.refuse(
                        "The argument status is none that a link can have.", "Give active, paused or removed."));
    }

    private static Likeness likeness(Arguments arguments) {
        return arguments
                .value("likeness")
                .map(word -> Likeness.ofWord(word)
                        .orElseThrow(() -> ErrorCode.ARGUMENT_WRONG.refuse(
                                "The argument likeness is none that there is.", "Give compared, ask, one or two.")))
                .orElse(Likeness.COMPARED);
    }

    private Answer list(Incoming request) {
        Arguments arguments = request.arguments();
        if (arguments.value("object").isPresent()) {
            String object = object(arguments);
            return Answer.of(Forms.LISTING, peer(request).list(object, after(arguments), limit(arguments)));
        }
        ListSource.Query query =
                new ListSource.Query(arguments.value("package"), arguments.value("module"), since(arguments));
        if (access.objects().stream().noneMatch(name -> isOf(name, query))) {
            throw ErrorCode.OBJECT_UNKNOWN.refuse(
                    "There is no package or module of that name here.", "Ask info for the objects that are synced.");
        }
        if (request.header("Accept").matches("(?i).*\\b(application|text)/xml\\b.*")) {
            return Answer.ok("application/xml", out -> {
                SeedXml xml = new SeedXml(out);
                access.listing().list(query, xml);
                xml.finish();
            });
        }
        return Answer.ok("application/json", out -> {
            SeedJson json = new SeedJson(out);
            access.listing().list(query, json);
            json.finish();
        });
    }

    private static boolean isOf(String object, ListSource.Query query) {
        String[] name = object.split("\\.", -1);
        return query.packageName().map(name[0]::equals).orElse(true)
                && query.moduleName().map(name[1]::equals).orElse(true);
    }

    private Block rows(Incoming request) {
        String object = object(request.arguments());
        return served.rows(object, few(request.read(Forms.WANTED)));
    }

    private Taken mend(Incoming request) {
        if (request.arguments().value("object").isEmpty()) {
            return served.mendLog();
        }
        String object = object(request.arguments());
        return served.mend(object, few(request.read(Forms.WANTED)));
    }

    private static List<UUID> few(List<UUID> wanted) {
        if (wanted.size() > PAGE) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    wanted.size() + " records were asked for at once.", "Ask for at most " + PAGE + ".");
        }
        return wanted;
    }

    private Answer get(Incoming request) {
        Arguments arguments = request.arguments();
        List<UUID> wanted = new ArrayList<>();
        for (String uuid : arguments.values("uuid")) {
            wanted.add(uuid(uuid, "uuid"));
        }
        boolean named = !wanted.isEmpty() || request.hasBody();
        if (!named) {
            return Answer.of(
                    Forms.PACKETS, peer(request).getFrom(object(arguments), after(arguments), limit(arguments)));
        }
        if (request.hasBody()) {
            wanted.addAll(request.read(Forms.WANTED));
        }
        few(wanted);
        return Answer.of(Forms.FOUND, found(peer(request), objects(arguments), wanted));
    }

    /** Of each object the next is asked only for what the ones before answered. */
    private static Found found(Peer peer, List<String> objects, List<UUID> wanted) {
        List<Packet> packets = new ArrayList<>();
        int answered = wanted.size();
        for (String object : objects) {
            Found found = peer.get(object, wanted.subList(0, answered));
            packets.addAll(found.packets());
            answered = found.answered(answered);
        }
        return new Found(packets, answered < wanted.size() ? OptionalInt.of(answered) : OptionalInt.empty());
    }

    /** The objects that are meant: one by its name, or all of a module, since a uuid may be of any of them. */
    private List<String> objects(Arguments arguments) {
        if (arguments.value("object").isPresent()) {
            return List.of(object(arguments));
        }
        String module = arguments.require("package") + "." + arguments.require("module");
        List<String> found = access.objects().stream()
                .filter(name -> name.startsWith(module + "."))
                .toList();
        if (found.isEmpty()) {
            throw ErrorCode.OBJECT_UNKNOWN.refuse(
                    "There is no module of that name here.", "Ask info for the objects that are synced.");
        }
        return found;
    }

    private String object(Arguments arguments) {
        String object = arguments.require("object");
        if (!access.objects().contains(object)) {
            throw ErrorCode.OBJECT_UNKNOWN.refuse(
                    "There is no object of that name here.", "Ask info for the objects that are synced.");
        }
        return object;
    }

    private static Optional<UUID> after(Arguments arguments) {
        return arguments.value("after").map(text -> uuid(text, "after"));
    }

    private Block block(Incoming request) {
        Arguments arguments = request.arguments();
        Block.Limit limit =
                new Block.Limit(limit(arguments), number(arguments, "bytes", DEFAULT_BLOCK, Integer.MAX_VALUE));
        return peer(request).block(object(arguments), arguments.value("after"), limit);
    }

    private static int limit(Arguments arguments) {
        return number(arguments, "limit", DEFAULT_PAGE, PAGE);
    }

    private static int number(Arguments arguments, String name, int otherwise, int most) {
        String text = arguments.value(name).orElse(Integer.toString(otherwise));
        long number = text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The argument " + name + " is not as it should be.", "Give a number from 1 to " + most + ".");
        }
        return (int) number;
    }

    private static UUID uuid(String text, String name) {
        try {
            return UuidText.parse(text);
        } catch (IllegalArgumentException e) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The argument " + name + " is no uuid.", "Give 32 hexadecimal digits.");
        }
    }

    private static Optional<Instant> since(Arguments arguments) {
        Optional<String> text = arguments.value("last_updated");
        try {
            return text.map(Commands::instant);
        } catch (DateTimeException e) {
            throw ErrorCode.ARGUMENT_WRONG.refuse(
                    "The argument last_updated is no time.",
                    "Give seconds since 1970 UTC, a date such as 2011-01-31, or a time such as 2011-01-31T14:05:09Z.");
        }
    }

    private static Instant instant(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
