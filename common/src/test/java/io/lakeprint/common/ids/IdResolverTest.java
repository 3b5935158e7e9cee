package io.lakeprint.common.ids;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.Secret;
import io.lakeprint.common.privacy.IdSecret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IdResolverTest {

  private final IdResolver resolver = TestIds.resolver();

  @Test
  void theHighestPriorityAnchorsTheRecord() {
    ResolvedIds resolved =
        resolve(
            id("cookie", null, "c-1"),
            id("phone", null, "13812345678"),
            id("member_id", null, "m"));

    assertThat(resolved.ids())
        .extracting(Identifier::type)
        .containsExactly("member_id", "phone", "cookie");
    assertThat(resolved.anchorNode()).isEqualTo(NodeIds.node("member_id", "", "m"));
  }

  @Test
  void aRecordWithoutIdentifiersHasNoAnchor() {
    ResolvedIds resolved =
        resolve(id("cookie", null, null), id(null, null, "x"), id("member_id", null, "null"));

    assertThat(resolved.ids()).isEmpty();
    assertThat(resolved.anchorNode()).isNull();
    assertThat(resolved.dropped()).containsExactly("member_id:null_like");
  }

  @Test
  void tellsWhichRuleDroppedWhat() {
    ResolvedIds resolved =
        resolve(
            id("phone", null, "11111111111"),
            id("shoe_size", null, "42"),
            id("cookie", null, "c-1"),
            id("email", null, "test@test.com"));

    assertThat(resolved.dropped())
        .containsExactly("email:test_value", "phone:same_digits", "shoe_size:undeclared_type");
    assertThat(resolved.ids()).extracting(Identifier::type).containsExactly("cookie");
  }

  @Test
  void variantsOfOneValueAreOneIdentifier() {
    ResolvedIds resolved =
        resolve(
            id("phone", null, "13812345678"),
            id("phone", "ignored, phones have no scope", "+86 138-1234-5678"),
            id("phone", null, "１３８１２３４５６７８"),
            id("email", null, "ann@example.org"),
            id("email", null, "ANN@EXAMPLE.ORG"));

    assertThat(resolved.ids()).hasSize(2);
    assertThat(resolved.vaulted()).hasSize(2);
  }

  @Test
  void theSameValueInAnotherScopeOrTypeHasAnotherToken() {
    String one = TestIds.stored("wechat_openid", "wx1", "oAbC");

    assertThat(TestIds.stored("wechat_openid", "wx2", "oAbC")).isNotEqualTo(one);
    assertThat(TestIds.stored("douyin_openid", "wx1", "oAbC")).isNotEqualTo(one);
    assertThat(TestIds.stored("wechat_openid", " wx1 ", "oAbC")).isEqualTo(one);
  }

  @Test
  void aTokenHasTheVersionedFormAndNothingOfTheValue() {
    assertThat(TestIds.stored("phone", "", "13812345678"))
        .matches("v1_[a-z2-7]{26}")
        .doesNotContain("138");
    assertThat(TestIds.stored("member_id", "", "m-1")).isEqualTo("m-1");
  }

  @Test
  void anotherSecretGivesOtherTokens() {
    RawIdentifier phone = id("phone", null, "13812345678");
    IdResolver other =
        new IdResolver(
            TestIds.config(), IdSecret.of(Secret.of("another secret of enough length!")));

    assertThat(other.resolve(List.of(phone)).ids())
        .isNotEqualTo(resolver.resolve(List.of(phone)).ids());
  }

  @Test
  void theVaultGivesTheCanonicalValueBack() {
    ResolvedIds resolved = resolve(id("phone", null, "138 1234 5678"), id("pos_card", null, "71"));

    assertThat(resolved.vaulted()).hasSize(1);
    ResolvedIds.VaultEntry entry = resolved.vaulted().get(0);
    assertThat(entry.token()).isEqualTo(resolved.ids().get(1).value());
    assertThat(entry.sealed()).doesNotContain("138");
    assertThat(IdSecret.demo().vault().decrypt(entry.type(), entry.scope(), entry.sealed()))
        .isEqualTo("+8613812345678");
  }

  @Test
  void orderOfArrivalDoesNotMatter() {
    Random random = new Random(11);
    for (int run = 0; run < 200; run++) {
      List<RawIdentifier> ids = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String type =
            List.of("member_id", "cookie", "phone", "wechat_openid").get(random.nextInt(4));
        ids.add(id(type, "s" + random.nextInt(2), "1381234567" + random.nextInt(10)));
      }
      ResolvedIds expected = resolver.resolve(ids);
      Collections.shuffle(ids, random);
      assertThat(TestIds.resolver().resolve(ids)).isEqualTo(expected);
    }
  }

  private ResolvedIds resolve(RawIdentifier... ids) {
    return resolver.resolve(List.of(ids));
  }

  private static RawIdentifier id(
      @Nullable String type, @Nullable String scope, @Nullable String value) {
    return new RawIdentifier(type, scope, value);
  }
}
