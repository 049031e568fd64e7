package io.pharos.tenancy.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.tenancy.testing.Refusals;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
    private static final String DENIED = "403 egress.address-not-allowed";

    private final Map<String, List<String>> names = Map.of(
            "good.example", List.of("93.184.216.34"),
            "six.example", List.of("2606:2800:220:1::1"),
            "mixed.example", List.of("93.184.216.34", "10.0.0.1"),
            "empty.example", List.of());
    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::5db8:d822",
                "64:ff9b:1::1",
                "2002:7f00:1::1",
                "2001:0:7f00:1::",
                "2001:db8::1"
            })
    void refusesWhatIsNotThePublicInternet(String address) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThat(refusal("http://" + host + "/", List.of())).isEqualTo(DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "[2606:2800:220:1::1]", "good.example", "six.example"})
    void allowsPublicAddresses(String host) {
        assertThat(refusal("https://" + host + ":8443/hook?a=b", List.of())).isEqualTo("none");
    }

    @Test
    void oneBadAddressOfANameIsEnough() {
        assertThat(refusal("http://mixed.example/", List.of())).isEqualTo(DENIED);
        assertThat(refusal("http://empty.example/", List.of())).isEqualTo("422 egress.unknown-host");
        assertThat(refusal("http://nowhere.example/", List.of())).isEqualTo("422 egress.unknown-host");
    }

    @Test
    void theOperatorAllowsAndDeniesRanges() {
        assertThat(refusal("http://10.0.0.7/", List.of("10.0.0.0/24"))).isEqualTo("none");
        assertThat(refusal("http://10.0.1.7/", List.of("10.0.0.0/24"))).isEqualTo(DENIED);
        assertThat(refusal("http://[::1]/", List.of("::1"))).isEqualTo("none");
        AddressPolicy policy = new AddressPolicy(List.of(), List.of(Cidr.parse("93.184.0.0/16")));
        assertThat(Refusals.of(() -> new EgressGuard(policy, this::resolve).admit(URI.create("http://good.example"))))
                .isEqualTo(DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://good.example/",
                "file:///etc/passwd",
                "good.example",
                "//good.example/",
                "http:///x",
                "http://user:secret@good.example/",
                "http://good.example:0/",
                "http://good.example:70000/"
            })
    void refusesWhatIsNoPlainUrl(String url) {
        assertThat(refusal(url, List.of())).isEqualTo("400 egress.malformed-url");
    }

    @Test
    void resolvesOnceAndCallsThatVeryAddress() {
        EgressTarget target = new EgressGuard(new AddressPolicy(List.of(), List.of()), this::resolve)
                .admit(URI.create("https://good.example/hook?a=b"));
        assertThat(asked).containsExactly("good.example");
        var request = target.request(io.vertx.core.http.HttpMethod.POST);
        assertThat(request.getServer().hostAddress()).isEqualTo("93.184.216.34");
        assertThat(request.getServer().port()).isEqualTo(443);
        assertThat(request.getHost()).isEqualTo("good.example");
        assertThat(request.getURI()).isEqualTo("/hook?a=b");
        assertThat(request.getFollowRedirects()).isFalse();
    }

    private String refusal(String url, List<String> allowed) {
        AddressPolicy policy =
                new AddressPolicy(allowed.stream().map(Cidr::parse).toList(), List.of());
        return Refusals.of(() -> new EgressGuard(policy, this::resolve).admit(URI.create(url)));
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        asked.add(host);
        if (Character.isLetter(host.charAt(host.length() - 1)) && !host.contains(":")) {
            List<String> known = names.get(host);
            if (known == null) {
                throw new UnknownHostException(host);
            }
            return known.stream().map(InetAddress::ofLiteral).toList();
        }
        return List.of(InetAddress.ofLiteral(host));
    }
}
