package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.Engine;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {

    private static final Figure.Case CASE = new Figure.Case(Engine.POSTGRESQL, 100_000);
    private static final Figure WITHIN =
            Figure.beside("initial", CASE, 2, "COPY to | COPY <from>", 2, OptionalDouble.of(1.5));
    private static final Figure ABOVE =
            Figure.alone("idle", new Figure.Case(Engine.SQLITE, 10_000), 400, "ms", OptionalDouble.of(10));
    private static final Figure UNBOUND = Figure.alone("memory_server", CASE, 300, "MB", OptionalDouble.empty());

    @Test
    void eachFigureWithABudgetHasABarAndWhatIsAboveIsMarked() throws Exception {
        Document svg = parsed(Chart.of(List.of(WITHIN, ABOVE, UNBOUND)));

        List<Element> bars = bars(svg);
        assertThat(bars).hasSize(2);
        assertThat(bars.get(0).getTextContent()).isEqualTo("postgresql: 1 of 1.50 × COPY to | COPY <from>");
        assertThat(bars.get(1).getTextContent()).isEqualTo("sqlite: 400 of 10 ms ▲");
        double line = Double.parseDouble(elements(svg, "line", "budget").get(0).getAttribute("x1"));
        assertThat(end(bars.get(0))).isLessThan(line);
        assertThat(end(bars.get(1))).isGreaterThan(line);
        assertThat(elements(svg, "text", "above")).hasSize(1);
    }

    @Test
    void figuresOfAnEarlierRunAreReadAsTheyWereWritten(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("figures.json");
        Path svg = folder.resolve("figures.svg");
        List<Figure> figures = List.of(WITHIN, ABOVE, UNBOUND);
        Figures.write(json, figures);

        assertThat(Figures.read(json)).isEqualTo(figures);
        Bench.main(new String[] {"--from", json.toString(), "--svg", svg.toString()});
        assertThat(Files.readString(svg)).isEqualTo(Chart.of(figures));
    }

    @Test
    void whatIsNoRunIsRefusedByName(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("figures.json");
        Files.writeString(json, "{\"name\": 1}");
        assertThatThrownBy(() -> Figures.read(json)).hasMessageContaining("figures.json");
    }

    private static List<Element> bars(Document svg) {
        return elements(svg, "rect", "").stream()
                .filter(bar -> bar.getTextContent().contains(": "))
                .toList();
    }

    private static double end(Element bar) {
        return Double.parseDouble(bar.getAttribute("x")) + Double.parseDouble(bar.getAttribute("width"));
    }

    private static List<Element> elements(Document svg, String name, String look) {
        List<Element> found = new ArrayList<>();
        NodeList all = svg.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (look.isEmpty() || element.getAttribute("class").equals(look)) {
                found.add(element);
            }
        }
        return found;
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
