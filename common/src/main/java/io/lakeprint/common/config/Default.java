package io.lakeprint.common.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a record component whose key is absent, as HOCON text ({@code "30 minutes"}, {@code
 * "[]"}).
 *
 * <p>Only for records that stand in lists and maps, which {@code reference.conf} cannot fill in
 * beforehand; every other default belongs into {@code reference.conf}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {

  /** HOCON text of the value; text with special characters carries its own quotes. */
  String value();
}
