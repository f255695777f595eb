package dev.parley.wire;

import dev.parley.catalogue.Cells;
import dev.parley.catalogue.Recognition;
import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import dev.parley.merge.Conflict;
import dev.parley.merge.Derived;
import dev.parley.merge.Reason;
import dev.parley.merge.Value;
import dev.parley.merge.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Messages of all kinds, with text that JSON has to escape, and text outside of Latin-1. */
final class WireArbitraries {

    private WireArbitraries() {}

    static Arbitrary<String> text() {
        Arbitrary<String> common =
                Arbitraries.of("", "Łódź", "東京 🍇", "a\"b\\c", "line\nline\r\u2028", "\u0000\u001f", "null");
        Arbitrary<String> any = Arbitraries.strings()
                .withCharRange('\u0000', '\ud7ff')
                .withCharRange('\ue000', '\uffff')
                .ofMaxLength(20);
        return Arbitraries.oneOf(common, any);
    }

    static Arbitrary<UUID> uuid() {
        Arbitrary<Long> half = Arbitraries.longs();
        return Combinators.combine(half, half).as(UUID::new);
    }

    static Arbitrary<Value> value() {
        return text().map(Value::of).injectNull(0.2).map(value -> value == null ? Value.NULL : value);
    }

    static Arbitrary<Map<String, Value>> fields() {
        return Arbitraries.maps(text(), value()).ofMaxSize(5);
    }

    static Arbitrary<String> object() {
        return Arbitraries.of("ciniki.customers.customer", "ciniki.users.user", "a.b.ç");
    }

    static Arbitrary<Checkpoint> checkpoint() {
        return Combinators.combine(Arbitraries.longs(), uuid()).as(Checkpoint::new);
    }

    static Arbitrary<RecordName> recordName() {
        return Combinators.combine(object(), uuid()).as(RecordName::new);
    }

    static Arbitrary<Taken> taken() {
        Arbitrary<Integer> count = Arbitraries.integers().greaterOrEqual(0);
        return Combinators.combine(count, count, count, count).as(Taken::new);
    }

    static Arbitrary<Change> change(String object, UUID record) {
        return Arbitraries.frequencyOf(Tuple.of(4, deed(object, record)), Tuple.of(1, map(object, record)));
    }

    private static Arbitrary<Change> deed(String object, UUID record) {
        Arbitrary<Author> author = Combinators.combine(text(), text(), uuid()).as(Author::new);
        Arbitrary<UUID> of = Arbitraries.oneOf(Arbitraries.just(record), uuid());
        return Combinators.combine(
                        uuid(),
                        Arbitraries.of(Action.BASELINE, Action.ADD, Action.UPDATE, Action.DELETE),
                        of,
                        fields(),
                        Arbitraries.longs(),
                        author,
                        uuid().list().ofMaxSize(3))
                .as((uuid, action, its, fields, at, by, parents) ->
                        new Change(uuid, action, object, its, fields, at, by, parents));
    }

    private static Arbitrary<Change> map(String object, UUID record) {
        return uuid().filter(other -> !other.equals(record)).map(other -> Derived.map(object, record, other));
    }

    static Arbitrary<Packet> packet() {
        return Combinators.combine(object(), uuid()).flatAs((object, record) -> {
            Arbitrary<List<Change>> changes = change(object, record).list().ofMaxSize(3);
            Arbitrary<Packet.Untouched> row =
                    Combinators.combine(Arbitraries.longs(), fields()).as(Packet.Untouched::new);
            return Arbitraries.oneOf(
                    changes.map(some -> Packet.of(object, record, some)),
                    changes.map(all -> Packet.whole(object, record, all)),
                    row.map(content -> Packet.untouched(object, record, content)));
        });
    }

    static Arbitrary<List<Packet>> packets() {
        return packet().list().ofMaxSize(4);
    }

    static Arbitrary<Exchange> exchange() {
        Arbitrary<List<Checkpoint>> places = checkpoint().list().ofSize(3);
        return Combinators.combine(
                        text(),
                        text(),
                        places,
                        Arbitraries.of(true, false),
                        Arbitraries.integers().greaterOrEqual(0),
                        recordName().list().ofMaxSize(3),
                        known(),
                        packets())
                .as((mine, yours, at, pull, limit, needs, known, packets) ->
                        new Exchange(mine, yours, at.get(0), at.get(1), at.get(2), pull, limit, needs, known, packets));
    }

    private static Arbitrary<Known> known() {
        Arbitrary<List<RecordName>> names = recordName().list().ofMaxSize(2);
        return Combinators.combine(names, names).as(Known::new);
    }

    static Arbitrary<Exchange.Reply> reply() {
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Exchange.Reply> inDoubt = Combinators.combine(
                        checkpoint(), checkpoint(), recordName().list().ofMaxSize(3))
                .as(Exchange.Reply::inDoubt);
        Arbitrary<Exchange.Reply> any = Combinators.combine(
                        Arbitraries.of(Exchange.Outcome.class),
                        checkpoint(),
                        checkpoint(),
                        flag,
                        flag,
                        recordName().list().ofMaxSize(3),
                        taken(),
                        packets())
                .as(Exchange.Reply::new)
                .flatMap(reply -> recordName().list().ofMaxSize(2).map(reply::withLater));
        return Arbitraries.oneOf(any, inDoubt);
    }

    static Arbitrary<Found> found() {
        return Combinators.combine(
                        packets(), Arbitraries.integers().between(1, 1000).optional())
                .as((packets, answered) ->
                        new Found(packets, answered.map(OptionalInt::of).orElse(OptionalInt.empty())));
    }

    static Arbitrary<SiteInfo> info() {
        Arbitrary<SiteInfo.ObjectInfo> object = Combinators.combine(
                        text(), text(), text().list().ofMaxSize(4), recognition())
                .as(SiteInfo.ObjectInfo::new);
        Arbitrary<SiteInfo> without = Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(0),
                        uuid(),
                        text(),
                        text(),
                        Arbitraries.longs(),
                        uuid(),
                        Arbitraries.maps(text(), object).ofMaxSize(3),
                        text())
                .as((protocol, site, name, url, clock, business, objects, digest) ->
                        new SiteInfo(protocol, site, name, url, clock, business, Optional.empty(), objects, digest));
        return Combinators.combine(without, siteKey())
                .as((info, key) -> new SiteInfo(
                        info.protocol(),
                        info.site(),
                        info.name(),
                        info.url(),
                        info.clock(),
                        info.business(),
                        key,
                        info.objects(),
                        info.digest()));
    }

    private static Arbitrary<Optional<Recognition>> recognition() {
        Arbitrary<Recognition.Natural> key = Combinators.combine(
                        text().list().ofMaxSize(2), text().list().ofMaxSize(2))
                .as(Recognition.Natural::new);
        return Combinators.combine(text(), key.list().ofMaxSize(2))
                .as(Recognition::new)
                .optional();
    }

    static Arbitrary<Statement.Held> held() {
        Arbitrary<Instant> time = Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        return Combinators.combine(
                        uuid(),
                        text(),
                        time,
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.of("0".repeat(32), "00ff".repeat(16)))
                .as(Statement.Held::new);
    }

    static Arbitrary<ReceiptOffer> receiptOffer() {
        return Combinators.combine(text().list().ofMaxSize(3), held()).as(ReceiptOffer::new);
    }

    static Arbitrary<ReceiptAnswer> receiptAnswer() {
        return Combinators.combine(held(), uuid(), siteKey(), text())
                .as((held, site, key, signature) -> new ReceiptAnswer(
                        held,
                        new Receipt.Signed(
                                site,
                                key.orElse(SiteKey.of("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")),
                                signature)));
    }

    static Arbitrary<Optional<SiteKey>> siteKey() {
        return Arbitraries.of(
                        SiteKey.of("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
                        SiteKey.of("PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="))
                .optional();
    }

    static Arbitrary<Listing> listing() {
        Arbitrary<Version> version =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Version::new);
        Arbitrary<Listing.Entry> entry = Combinators.combine(uuid(), version).as(Listing.Entry::new);
        return Combinators.combine(entry.list().ofMaxSize(5), Arbitraries.of(true, false))
                .as(Listing::new);
    }

    static Arbitrary<List<Digest.Of>> digestItems() {
        return Combinators.combine(object(), text().list().ofMaxSize(3))
                .as(Digest.Of::new)
                .list()
                .ofMaxSize(3);
    }

    static Arbitrary<Digest> digest() {
        Arbitrary<Integer> limit = Arbitraries.integers().greaterOrEqual(0);
        return Combinators.combine(text(), limit, digestItems()).as(Digest::new);
    }

    static Arbitrary<Comparison> comparison() {
        return Combinators.combine(
                        checkpoint(),
                        Arbitraries.maps(object(), Arbitraries.longs()).ofMaxSize(3),
                        Arbitraries.maps(object(), text()).ofMaxSize(2))
                .as(Comparison::new);
    }

    static Arbitrary<Block> block() {
        return Arbitraries.integers().between(0, 20).withoutEdgeCases().flatMap(count -> {
            List<String> columns =
                    IntStream.range(0, count).mapToObj(i -> "ç" + i).toList();
            Arbitrary<BlockRows> rows = Combinators.combine(
                            uuid(), bytes().list().ofSize(columns.size()))
                    .as(Tuple::of)
                    .list()
                    .ofMaxSize(4)
                    .withoutEdgeCases()
                    .map(all -> rows(columns, all));
            return Combinators.combine(object(), text().optional(), rows, packets())
                    .as(Block::new);
        });
    }

    private static Arbitrary<Optional<byte[]>> bytes() {
        Arbitrary<byte[]> few = Arbitraries.bytes().array(byte[].class).ofMaxSize(5);
        Arbitrary<byte[]> many =
                Arbitraries.bytes().array(byte[].class).ofMinSize(120).ofMaxSize(140);
        return Arbitraries.frequencyOf(Tuple.of(9, few), Tuple.of(1, many)).optional(0.7);
    }

    private static BlockRows rows(List<String> columns, List<Tuple.Tuple2<UUID, List<Optional<byte[]>>>> all) {
        Set<String> binary = columns.stream().limit(1).collect(Collectors.toSet());
        BlockRows.Builder rows = new BlockRows.Builder(
                new BlockRows.Columns(columns, binary, columns.stream().findFirst()));
        Cells cells = new Cells(columns.size());
        for (Tuple.Tuple2<UUID, List<Optional<byte[]>>> row : all) {
            for (int i = 0; i < columns.size(); i++) {
                cells.setNull(i);
                int column = i;
                row.get2().get(i).ifPresent(value -> cells.set(column, value, 0, value.length));
            }
            rows.add(row.get1(), cells);
        }
        return rows.build();
    }

    static Arbitrary<List<Line>> script() {
        Arbitrary<Arguments> arguments = text().map(value -> Arguments.NONE.with("object", value));
        Arbitrary<Line.Body> body =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Line.Body::new);
        return Combinators.combine(
                        Arbitraries.of(Command.class),
                        Arbitraries.oneOf(arguments, Arbitraries.just(Arguments.NONE)),
                        body)
                .as(Line::new)
                .list()
                .ofMaxSize(3);
    }

    static Arbitrary<Foretold> foretold() {
        return Combinators.combine(object(), uuid()).as(RecordName::new).flatMap(name -> Combinators.combine(
                        change(name.object(), name.record()),
                        change(name.object(), name.record()),
                        fields(),
                        Arbitraries.of(Foretold.Effect.class),
                        Arbitraries.of(Reason.class),
                        Arbitraries.of(Foretold.Kind.class),
                        text())
                // A uuid names one change only.
                .filter((one, other, fields, effect, why, kind, text) ->
                        !one.uuid().equals(other.uuid()))
                .as((one, other, fields, effect, why, kind, text) -> new Foretold(
                        name.object(),
                        name.record(),
                        List.of(name.record(), one.uuid()),
                        new Foretold.Outlook(
                                effect,
                                new TreeMap<>(fields)
                                        .entrySet().stream()
                                                .map(field -> new Foretold.FieldPlan(
                                                        field.getKey(),
                                                        effect == Foretold.Effect.ADD
                                                                ? Optional.empty()
                                                                : Optional.of(field.getValue()),
                                                        effect == Foretold.Effect.DELETE
                                                                ? Optional.empty()
                                                                : Optional.of(Value.NULL),
                                                        why == Reason.FIRST ? Optional.empty() : Optional.of(one),
                                                        why))
                                                .toList(),
                                effect == Foretold.Effect.DELETE ? Optional.of(other) : Optional.empty()),
                        List.of(new Conflict(text, one, other)),
                        List.of(new Foretold.Remark(kind, text)))));
    }

    static Arbitrary<Wait> wanting() {
        Arbitrary<Wait.Beside> beside =
                Combinators.combine(text(), uuid(), checkpoint(), text()).as(Wait.Beside::new);
        return Combinators.combine(
                        checkpoint(),
                        Arbitraries.integers().between(1, Wait.LONGEST),
                        beside.list().ofMaxSize(3))
                .as(Wait::new);
    }

    static Arbitrary<News> news() {
        Arbitrary<News.Beside> beside =
                Combinators.combine(text(), text().optional()).as(News.Beside::new);
        return Combinators.combine(
                        Arbitraries.of(true, false), beside.list().ofMaxSize(3).optional())
                .as(News::new);
    }

    static Arbitrary<Compared> compared() {
        Arbitrary<Optional<Checkpoint>> maybe = checkpoint().optional();
        return Combinators.combine(maybe, maybe).as(Compared::new);
    }

    static Arbitrary<LinkOffer> offer() {
        return Combinators.combine(uuid(), text(), text(), Arbitraries.of(Direction.class), siteKey())
                .as(LinkOffer::new);
    }

    static Arbitrary<LinkAnswer> answer() {
        return Combinators.combine(uuid(), text(), text(), uuid(), text(), Arbitraries.of(Direction.class), siteKey())
                .as(LinkAnswer::new);
    }

    static Arbitrary<Problem> problem() {
        return Combinators.combine(text(), text(), Arbitraries.integers().between(100, 599), text(), text(), text())
                .as(Problem::new);
    }
}
