package io.pharos.mall;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** All that can be set about the mall, in one place; a misspelt {@code pharos.mall.*} key stops the start. */
@ConfigMapping(prefix = "pharos.mall")
public interface MallConfig {
    /** The shops, by the tenant that owns each. */
    Map<String, Shop> shops();

    /** How long a mall day lasts in real time. */
    @WithDefault("30m")
    Duration day();

    Load load();

    Payment payment();

    Retention retention();

    Chaos chaos();

    Mailbox mailbox();

    /** Where the shops get their mail. */
    interface Mailbox {
        /** The port for mail on this machine; none where it is not given. */
        Optional<Integer> port();
    }

    /** One tenant's shop. */
    interface Shop {
        /** Fixes all random choices of the shop. */
        long seed();

        /** Orders a second at the quietest time of the mall's day; 27 or more keep gold payments above 12 a second. */
        double trough();

        /** Orders a second at the fullest time. */
        double peak();

        /** Where the payment log is pushed; its counters stand on the scraped page where it is not. */
        Optional<Push> push();
    }

    /** A Pushgateway, and who pushes there. */
    interface Push {
        /** What the path of the Pushgateway API follows, {@code https://pharos.example/t/acme}. */
        URI address();

        /** The user of HTTP Basic. */
        String user();

        /** The file that has the password; read at each push, so that it may be changed. */
        Path passwordFile();
    }

    /** The customers. */
    interface Load {
        /** Whether customers come by themselves. */
        @WithDefault("true")
        boolean enabled();

        /** How often the orders that came in are placed together. */
        @WithDefault("500ms")
        Duration tick();

        /** Orders a second and shop that go through the HTTP address one by one, and are traced. */
        @WithDefault("1")
        double tracedRate();

        /** Where the traced orders are posted: this process. */
        @WithDefault("http://127.0.0.1:${quarkus.http.port}")
        String address();
    }

    /** The gateways. */
    interface Payment {
        /** The share of attempts that a gateway declines on a good day. */
        @WithDefault("0.0004")
        double declined();

        /** An order that is not paid by then is closed. */
        @WithDefault("60s")
        Duration closeAfter();

        /** How often the payment log is pushed, where a shop says whereto. */
        @WithDefault("10s")
        Duration pushEvery();
    }

    /** How long records are kept. */
    interface Retention {
        /** How long orders are kept. */
        @WithDefault("2h")
        Duration orders();

        /** How long entries of the payment log are kept. */
        @WithDefault("1h")
        Duration paymentLog();

        /** How often what is too old is deleted. */
        @WithDefault("20s")
        Duration every();
    }

    /** Breaking things on purpose. */
    interface Chaos {
        /** Whether {@code /chaos} breaks anything at all. */
        @WithDefault("true")
        boolean enabled();

        /** Says that this mall is a demonstration although it runs in the production profile. */
        @WithDefault("false")
        boolean allowedInProduction();

        /** The longest duration of one request. */
        @WithDefault("1h")
        Duration longest();
    }
}
