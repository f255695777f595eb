package dev.parley.cli;

import dev.parley.cli.Terminal.Look;
import dev.parley.site.Doctor;
import dev.parley.site.Doctor.Finding;
import dev.parley.site.Doctor.Weight;
import dev.parley.site.Site;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code parley doctor}. */
@Command(
        name = "doctor",
        description = {
            "Looks for what is missing or stale: tables, triggers, the catalogue, links that can't be reached. Alters"
                    + " nothing. Exits with 3 if something is wrong."
        })
final class DoctorCommand extends SiteCommand {

    DoctorCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        List<Finding> findings = new Doctor(site, new HttpRemotes(site.config(), shell().time())).examine();
        boolean wrong = findings.stream().anyMatch(finding -> finding.weight() == Weight.WRONG);
        Json json = new Json()
                .with("ok", !wrong)
                .with("findings", findings.stream().map(DoctorCommand::json).toList());
        shell().print(json, () -> {
            findings.forEach(this::tell);
            if (!wrong) {
                say(terminal().styled(Look.GREEN, "ok") + "     "
                        + site.config().name() + " is ready.");
            }
        });
        return wrong ? Exit.FINDINGS : Exit.OK;
    }

    private static Json json(Finding finding) {
        return new Json()
                .with("weight", finding.weight().name().toLowerCase(Locale.ROOT))
                .with("about", finding.about())
                .with("message", finding.message())
                .with("hint", finding.hint());
    }

    private void tell(Finding finding) {
        boolean wrong = finding.weight() == Weight.WRONG;
        String mark = wrong ? terminal().styled(Look.RED, "wrong") : terminal().styled(Look.YELLOW, "note ");
        say(mark + "  " + finding.message());
        if (!finding.hint().isEmpty()) {
            say("       " + finding.hint());
        }
    }
}
