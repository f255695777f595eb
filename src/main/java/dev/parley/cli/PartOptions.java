package dev.parley.cli;

import dev.parley.catalogue.Part;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name a part of what a link covers. */
final class PartOptions {

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "Only objects of this package; may be given several times.")
    private List<String> packages = List.of();

    @Option(
            names = "--module",
            paramLabel = "NAME",
            description = "Only objects of this module, module or package.module; may be given several times.")
    private List<String> modules = List.of();

    @Option(
            names = "--object",
            paramLabel = "NAME",
            description = "Only this object, by its full name or the end of it; may be given several times.")
    private List<String> objects = List.of();

    /**
     * What is meant.
     *
     * @param command the word of the command that asks
     */
    Part of(Site site, String command) {
        try {
            return Part.of(site.catalogue(), packages, modules, objects);
        } catch (IllegalArgumentException e) {
            throw new UnknownException(
                    String.valueOf(e.getMessage()), "parley %s without them means everything.".formatted(command));
        }
    }
}
