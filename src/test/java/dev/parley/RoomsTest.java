package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of rooms in docs/architecture.md: which room may use which. */
class RoomsTest {
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry(
                    "cli",
                    Set.of(
                            "console",
                            "server",
                            "site",
                            "sync",
                            "remote",
                            "store",
                            "wire",
                            "digest",
                            "merge",
                            "catalogue")),
            Map.entry("console", Set.of("site", "sync", "store")),
            Map.entry("server", Set.of("sync", "store", "wire")),
            Map.entry("site", Set.of("sync", "store", "wire", "catalogue")),
            Map.entry("sync", Set.of("store", "wire", "merge", "digest", "catalogue")),
            Map.entry("remote", Set.of("wire")),
            Map.entry("store", Set.of("merge", "digest", "catalogue")),
            Map.entry("wire", Set.of("merge", "catalogue")),
            Map.entry("digest", Set.of()),
            Map.entry("merge", Set.of()),
            Map.entry("catalogue", Set.of()));

    private static final String[] PURE = {"dev.parley.merge..", "dev.parley.digest..", "dev.parley.catalogue.."};

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parley");

    static Set<String> rooms() {
        return MAY_USE.keySet();
    }

    @Test
    void everyClassLivesInARoomOfTheTable() {
        Set<String> found = PRODUCT.stream().map(RoomsTest::roomOf).collect(toSet());

        assertThat(found).isEqualTo(rooms());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyWhatTheTableAllows(String room) {
        DescribedPredicate<JavaClass> anotherRoom = describe(
                "live in a room that " + room + " may not use",
                used -> used.getPackageName().startsWith("dev.parley")
                        && !roomOf(used).equals(room)
                        && !MAY_USE.getOrDefault(room, Set.of()).contains(roomOf(used)));

        noClasses()
                .that()
                .resideInAPackage("dev.parley." + room + "..")
                .should()
                .dependOnClassesThat(anotherRoom)
                .check(PRODUCT);
    }

    @Test
    void roomsFormNoCycles() {
        slices().matching("dev.parley.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void pureRoomsTouchNoDatabaseNetworkOrFile() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "java.net..", "java.nio.file..")
                        .or(resideInAPackage("java.nio.channels.."))
                        .or(describe("are files", RoomsTest::isFile)))
                .check(PRODUCT);
    }

    @Test
    void pureRoomsAreGivenTimeRandomnessAndIds() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethodWhere(describe("reads a clock or draws an id or number", RoomsTest::isOutsideInfluence))
                .orShould()
                .dependOnClassesThat(assignableTo(Random.class)
                        .or(assignableTo(SecureRandom.class))
                        .or(assignableTo(SplittableRandom.class)))
                .check(PRODUCT);
    }

    @Test
    void aClassIsNamedAfterWhatItIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Helper|Manager|Common)s?")
                .check(new ClassFileImporter().importPackages("dev.parley"));
    }

    private static String roomOf(JavaClass type) {
        String[] names = type.getPackageName().split("\\.", -1);
        return names.length > 2 ? names[2] : "";
    }

    private static boolean isFile(JavaClass type) {
        return Set.of(
                        File.class,
                        FileDescriptor.class,
                        FileInputStream.class,
                        FileOutputStream.class,
                        FileReader.class,
                        FileWriter.class,
                        RandomAccessFile.class)
                .stream()
                .anyMatch(type::isEquivalentTo);
    }

    private static boolean isOutsideInfluence(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getName();
        boolean takesClock =
                call.getTarget().getRawParameterTypes().stream().anyMatch(t -> t.isEquivalentTo(Clock.class));
        return (owner.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(name))
                || (owner.getPackageName().equals("java.time") && name.equals("now") && !takesClock)
                || (owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick")))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                || (owner.isEquivalentTo(RandomGenerator.class)
                        && Set.of("of", "getDefault").contains(name));
    }
}
