package dev.parley.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the plain list as XML: {@code <modules><module name=""><uuids><uuid uuid="" last_updated=""/>}, and what else a module has. */
public final class SeedXml implements ListSource.Visitor {

    private final XMLStreamWriter out;
    private boolean inModule;

    /** To that stream, which stays open. */
    public SeedXml(OutputStream stream) throws IOException {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            out.writeStartElement("modules");
        } catch (XMLStreamException e) {
            throw new IOException("the list could not be written as XML", e);
        }
    }

    @Override
    public void module(ListSource.Module next) {
        try {
            endModule();
            inModule = true;
            out.writeStartElement("module");
            out.writeAttribute("package", next.packageName());
            out.writeAttribute("name", next.moduleName());
            out.writeStartElement("tables");
            for (Map.Entry<String, String> table : next.tables().entrySet()) {
                out.writeEmptyElement("table");
                out.writeAttribute("name", table.getKey());
                out.writeAttribute("version", table.getValue());
            }
            out.writeEndElement();
            out.writeStartElement("changes");
            for (Map.Entry<String, UUID> change : next.changes().entrySet()) {
                out.writeEmptyElement("change");
                out.writeAttribute("table", change.getKey());
                out.writeAttribute("uuid", change.getValue().toString());
            }
            out.writeEndElement();
            out.writeStartElement("settings");
            for (Map.Entry<String, String> setting : next.settings().entrySet()) {
                out.writeEmptyElement("setting");
                out.writeAttribute("name", setting.getKey());
                out.writeAttribute("value", setting.getValue());
            }
            out.writeEndElement();
            out.writeStartElement("uuids");
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the list could not be written as XML", e);
        }
    }

    @Override
    public void record(UUID uuid, long lastUpdated) {
        try {
            out.writeEmptyElement("uuid");
            out.writeAttribute("uuid", uuid.toString());
            out.writeAttribute("last_updated", Long.toString(lastUpdated));
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the list could not be written as XML", e);
        }
    }

    /** Ends the list. */
    public void finish() throws IOException {
        try {
            endModule();
            out.writeEndElement();
            out.writeEndDocument();
            out.flush();
            out.close();
        } catch (XMLStreamException e) {
            throw new IOException("the list could not be written as XML", e);
        }
    }

    private void endModule() throws XMLStreamException {
        if (inModule) {
            out.writeEndElement();
            out.writeEndElement();
        }
    }
}
