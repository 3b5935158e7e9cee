package io.lakeprint.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.SparkExtension;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The segments that come with Lakeprint, by the words of their names. */
@ExtendWith(SparkExtension.class)
class ShippedSegmentsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 20);

  @Test
  void everyWordOfTheirNamesCounts(SparkSession spark) {
    Crowd crowd = Crowd.shipped();
    price(crowd, "price_3", 3);
    price(crowd, "price_4", 4);
    price(crowd, "price_4_ordered", 4);
    crowd.did("price_4_ordered", "order_placed", "2026-03-21", 1);
    price(crowd, "price_4_ordered_long_ago", 4);
    crowd.did("price_4_ordered_long_ago", "order_placed", "2026-03-01", 1);
    surgery(crowd, "surgery_2", 2);
    surgery(crowd, "surgery_3", 3);
    surgery(crowd, "surgery_3_booked", 3);
    crowd.did("surgery_3_booked", "appointment_book", "2026-03-31", 1);
    crowd.person("cart").did("cart", "add_to_cart", "2026-03-25", 1);
    crowd.person("cart_bought").did("cart_bought", "add_to_cart", "2026-03-25", 1);
    crowd.did("cart_bought", "purchase", "2026-03-26", 1);
    crowd.person("cart_old").did("cart_old", "add_to_cart", "2026-03-24", 1);
    crowd
        .person("litter_viewed")
        .about("litter_viewed", "product_view", "category", "猫砂", DAY, 1)
        .about("litter_viewed", "purchase", "category", "shoes", DAY, 1);
    crowd
        .person("litter_bought")
        .about("litter_bought", "product_view", "category", "猫砂", DAY, 1)
        .about("litter_bought", "purchase", "category", "猫砂", DAY, 5);
    crowd.person("form").did("form", "form_submit", "2026-03-10", 1);
    crowd.person("form_paid").did("form_paid", "form_submit", "2026-03-10", 1);
    crowd.did("form_paid", "purchase", "2026-03-31", 1);
    crowd
        .person("stuck")
        .did("stuck", "register", "2026-03-10", 1)
        .about("stuck", "page_view", "page", "/settings/sync", LocalDate.of(2026, 3, 30), 3);
    crowd.person("dropout").did("dropout", "lesson_start", "2026-03-17", 2);
    crowd.person("learner").did("learner", "lesson_start", "2026-03-18", 2);
    crowd.person("rich", "net_amount_365d", "1000", "active_hour", 22);
    crowd.person("poor", "net_amount_365d", "999.99", "active_hour", 23);
    crowd.person("sleepy", "last_active_at", "2025-01-01T00:00:00Z", "activity_level", "none");
    crowd.person("regular");
    for (int day = 1; day <= 3; day++) {
      crowd.about("regular", "purchase", "category", "cat-litter", LocalDate.of(2026, 3, day), 1);
    }
    crowd.person("back").did("back", "page_view", "2025-12-01", 1);
    crowd.did("back", "page_view", "2026-03-31", 1);
    crowd.person("weekly");
    for (String day : new String[] {"2026-03-04", "2026-03-11", "2026-03-18", "2026-03-25"}) {
      crowd.did("weekly", "search", day, 1);
    }

    Map<String, Set<String>> members = crowd.members(spark, Crowd.shippedSegments(), Crowd.AS_OF);

    assertThat(members)
        .containsEntry("price_seekers", Set.of("price_4", "price_4_ordered_long_ago"))
        .containsEntry("surgery_considerers", Set.of("surgery_3"))
        .containsEntry("cart_abandoners", Set.of("cart"))
        .containsEntry("litter_browsers", Set.of("litter_viewed"))
        .containsEntry("form_leads", Set.of("form"))
        .containsEntry("stuck_in_settings", Set.of("stuck"))
        .containsEntry("course_dropouts", Set.of("dropout"))
        .containsEntry("high_spenders", Set.of("rich"))
        .containsEntry("low_activity", Set.of("sleepy"))
        .containsEntry("litter_regulars", Set.of("regular"))
        .containsEntry("evening_people", Set.of("rich"))
        .containsEntry("returning_people", Set.of("back"))
        .containsEntry("weekly_people", Set.of("weekly"))
        .containsEntry("coupon_targets", Set.of("cart", "litter_viewed"));
    assertThat(members.keySet()).isEqualTo(Crowd.shippedSegments().definitions().keySet());
  }

  private static void price(Crowd crowd, String person, long times) {
    crowd.person(person).about(person, "page_view", "page", "/price", DAY, times);
  }

  private static void surgery(Crowd crowd, String person, long times) {
    crowd
        .person(person)
        .about(person, "page_view", "page", "/surgery/knee", DAY, times)
        .did(person, "service_message", "2026-03-20", 1);
  }
}
