package io.lakeprint.jobs.attributes;

import java.util.List;

/**
 * Which events tell attributes.
 *
 * @param fromEveryEvent whether user properties on events of behaviour count too (GA4 sends them
 *     so), or only those on records such as {@code identify} and {@code profile_set}
 * @param consentPurposes purposes whose consent, as any event tells it, is an attribute {@code
 *     consent_<purpose>} of yes or no
 */
public record AttributesConfig(boolean fromEveryEvent, List<String> consentPurposes) {}
