package io.lakeprint.common.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IdentifiersConfigTest {

  @Test
  void declaresTheTypesOfTheDesignByPriority() {
    IdentifiersConfig config = TestIds.config();

    assertThat(
            config.types().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().priority()))
                .map(Map.Entry::getKey))
        .containsExactly(
            "member_id",
            "wechat_unionid",
            "pos_card",
            "phone",
            "email",
            "wechat_openid",
            "wecom_external_userid",
            "alipay_user_id",
            "douyin_openid",
            "marketplace_buyer_id",
            "device_id",
            "idfa",
            "oaid",
            "cookie");
    assertThat(config.types())
        .allSatisfy(
            (name, type) ->
                assertThat(type.storage() == IdStorage.CLEAR)
                    .isEqualTo(
                        name.equals("member_id")
                            || name.equals("device_id")
                            || name.equals("cookie")));
  }

  @Test
  void takesFurtherTypesAndTakesTypesAway() {
    IdentifiersConfig config =
        TestIds.config(
            "identifiers.types.line_id={kind = personal, priority = 65, storage = vault,"
                + " scoped = yes, max-per-person = 2}",
            "identifiers.types.idfa=null");

    assertThat(config.type("line_id"))
        .isEqualTo(
            new IdTypeConfig(
                IdKind.PERSONAL,
                65,
                IdStorage.VAULT,
                IdFormat.TEXT,
                IdChecksum.NONE,
                true,
                null,
                2,
                null,
                null,
                List.of()));
    assertThat(config.types()).doesNotContainKey("idfa").containsKey("oaid");
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    assertThatThrownBy(
            () ->
                TestIds.config(
                    "identifiers.types.member_id.max-per-person=2",
                    "identifiers.types.cookie.ttl-days=0",
                    "identifiers.types.phone.storage=valut"))
        .hasMessageContaining(
            "identifiers.types.member_id: max-per-person of a principal must be 1")
        .hasMessageContaining("identifiers.types.cookie: ttl-days must be at least 1")
        .hasMessageContaining("Did you mean 'vault'?");
    assertThatThrownBy(() -> TestIds.config("identifiers.types.cookie.priority=10"))
        .hasMessageContaining("same priority 10");
    assertThatThrownBy(() -> TestIds.config("identifiers.types.cookie.parent=divice_id"))
        .hasMessageContaining("Did you mean 'device_id'?");
    assertThatThrownBy(() -> TestIds.config("identifiers.default-country=China"))
        .hasMessageContaining("a code such as CN");
  }
}
