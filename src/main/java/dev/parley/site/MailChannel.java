package dev.parley.site;

import dev.parley.site.Alerting.Mail;
import dev.parley.site.Alerting.Tls;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/** Tells by e-mail (SMTP). */
final class MailChannel implements AlertChannel {

    private static final String PATIENCE_MILLIS = "15000";

    private final Mail mail;

    MailChannel(Mail mail) {
        this.mail = mail;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public void send(AlertMessage alert) throws IOException {
        Session session = Session.getInstance(properties());
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(mail.from()));
            for (String to : mail.to()) {
                message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
            }
            message.setSubject(alert.subject(), StandardCharsets.UTF_8.name());
            message.setText(alert.text(), StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader(
                    "Date",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(alert.at().atOffset(ZoneOffset.UTC)));
            try (Transport transport = session.getTransport("smtp")) {
                if (mail.user().isEmpty()) {
                    transport.connect();
                } else {
                    transport.connect(mail.user(), mail.password());
                }
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (MessagingException e) {
            throw new IOException("The mail server %s did not take the message: %s".formatted(mail, why(e)), e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", mail.host());
        properties.setProperty("mail.smtp.port", Integer.toString(mail.port()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(!mail.user().isEmpty()));
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        boolean open = mail.tls() == Tls.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(open));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(open));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(mail.tls() == Tls.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    private static String why(MessagingException e) {
        String message = String.valueOf(e.getMessage()).strip();
        return message.lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}
