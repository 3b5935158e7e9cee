package io.lakeprint.jobs.activate.udf;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Identifiers as tools want them; the hashes are what md5sum and sha256sum say. */
class WrittenTargetTest {

  private static String of(String value, String text, @Nullable String digest) {
    return WrittenTarget.of(value, text, digest, "CN");
  }

  @Test
  void phonesAreWrittenWithAndWithoutTheirCountry() {
    assertThat(of("+8613812345678", "canonical", null)).isEqualTo("+8613812345678");
    assertThat(of("+8613812345678", "digits", null)).isEqualTo("8613812345678");
    assertThat(of("+8613812345678", "national", null)).isEqualTo("13812345678");
    assertThat(of("+4915112345678", "national", null))
        .as("a number of another country keeps it: without, it would be somebody else's")
        .isEqualTo("4915112345678");
    assertThat(WrittenTarget.of("+390612345678", "national", null, "IT"))
        .as("the zero of an Italian number belongs to it")
        .isEqualTo("0612345678");
  }

  @Test
  void hashesAreThoseOfTheWrittenText() {
    assertThat(of("+8613812345678", "national", "MD5"))
        .isEqualTo("4c0115d39ddea1eba5a7cdf8edfc18a9");
    assertThat(of("+8613812345678", "digits", "SHA-256"))
        .isEqualTo("f32dd5bb1e1e0ce7de6509513f1147fe420b2e69122319cea71268990236ed95");
    assertThat(of("Ann@Example.com", "lower", "SHA-256"))
        .isEqualTo("71d4f55f72fa128dfb468a1a3901507c804b74316488744d769d7f4b16696476");
    assertThat(of("6d92078a-8246-4ba4-ae5b-76104861e7dc", "upper", null))
        .isEqualTo("6D92078A-8246-4BA4-AE5B-76104861E7DC");
  }
}
