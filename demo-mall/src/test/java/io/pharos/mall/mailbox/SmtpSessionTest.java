package io.pharos.mall.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmtpSessionTest {
    @Test
    void takesAMailForAnybody() {
        SmtpSession session = new SmtpSession();
        List<String> before = List.of("EHLO me", "MAIL FROM:<a@x>", "RCPT TO:<b@y>", "RCPT TO:<c@y>");
        before.forEach(line -> assertThat(session.line(line).words()).startsWith("250"));
        assertThat(session.line("DATA").words()).startsWith("354");
        List.of("Subject: =?UTF-8?Q?=E8=B4=A6=E5=8D=95_7?=", "", "..hidden dot", "text")
                .forEach(line -> assertThat(session.line(line).words()).isNull());
        SmtpSession.Mail mail = session.line(".").mail().orElseThrow();
        assertThat(mail.from()).isEqualTo("a@x");
        assertThat(mail.to()).containsExactly("b@y", "c@y");
        assertThat(mail.text()).contains(".hidden dot\n");
        assertThat(MailHead.subject(mail.text())).isEqualTo("账单 7");
        assertThat(session.line("QUIT").last()).isTrue();
    }
}
