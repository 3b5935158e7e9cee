package io.lakeprint.common.run;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a day is, and which day a run describes; section {@code time}.
 *
 * @param zone business zone, frozen when the lake is created
 * @param asOf day at whose end the state is taken; empty = the last complete business day
 */
public record TimeSettings(ZoneId zone, Optional<LocalDate> asOf) {}
