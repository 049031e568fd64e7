package io.pharos.collector.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupingKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/metrics/job/batch | job=\"batch\"",
                "/metrics/job/batch/instance/a.b:9 | instance=\"a.b:9\",job=\"batch\"",
                "/metrics/job@base64/L3Zhci90bXA/zone/b | job=\"/var/tmp\",zone=\"b\"",
                "/metrics/job/titan/name@base64/zqDPgc6_zrzOt864zrXPjc-C | job=\"titan\",name=\"Προμηθεύς\"",
                "/metrics/job/x/path@base64/L3Zhci90bXA= | job=\"x\",path=\"/var/tmp\"",
                "/metrics/job/x/empty@base64/= | empty=\"\",job=\"x\"",
                "/metrics/job/a%20b/q/%22%5C | job=\"a b\",q=\"\\\"\\\\\"",
                "/metrics/job/a+b | job=\"a+b\"",
                "/metrics/job/x/empty/ | empty=\"\",job=\"x\""
            })
    void readsLabelsFromThePath(String path, String expected) {
        assertThat(GroupingKey.parse(path).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics/job/",
                "/metrics/job@base64/=",
                "/metrics/job/x/instance",
                "/metrics/job/x/3d/y",
                "/metrics/job/x/__name__/y",
                "/metrics/job/x/a/1/a/2",
                "/metrics/job/x/job/y",
                "/metrics/job@base64/*",
                "/metrics/job/x/a@base64/_w",
                "/metrics/job/x/a%zz/y",
                "/metrics/jobs/x"
            })
    void refusesOtherPaths(String path) {
        assertThatThrownBy(() -> GroupingKey.parse(path))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("push.malformed-path"));
    }
}
