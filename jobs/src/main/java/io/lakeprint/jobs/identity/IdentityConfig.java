package io.lakeprint.jobs.identity;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Section {@code identity}.
 *
 * @param evidence which events say what about two identifiers
 * @param minDays business days on which two identifiers must have been seen together, where nothing
 *     but that joins them
 * @param hold how long a device stays with its last login after the last event with that login
 * @param nextLoginWithin how long before a login the device counts for it, outside every hold
 * @param maxNodesPerPerson identifiers of one person in all
 * @param inMemoryLinks links up to which one task finds the groups; more go through files, round by
 *     round
 * @param blocked when a value says nothing about who somebody is
 * @param alarm when a run renames too many people
 * @param acceptRenames nodes that may be renamed beyond the alarm, 0 for none
 */
public record IdentityConfig(
    Evidence evidence,
    int minDays,
    Duration hold,
    Duration nextLoginWithin,
    int maxNodesPerPerson,
    long inMemoryLinks,
    Blocked blocked,
    Alarm alarm,
    long acceptRenames)
    implements Serializable {

  public IdentityConfig {
    require(minDays >= 1, "min-days must be at least 1, got " + minDays);
    require(!hold.isNegative(), "hold must not be negative, got " + hold);
    require(
        !nextLoginWithin.isNegative(),
        "next-login-within must not be negative, got " + nextLoginWithin);
    require(
        maxNodesPerPerson >= 1,
        "max-nodes-per-person must be at least 1, got " + maxNodesPerPerson);
    require(inMemoryLinks >= 0, "in-memory-links must not be negative, got " + inMemoryLinks);
    require(acceptRenames >= 0, "accept-renames must not be negative, got " + acceptRenames);
  }

  /**
   * Event names as evidence.
   *
   * @param login a principal proves to be at this device, with these identifiers
   * @param logout it leaves
   * @param bind two identifiers are tied explicitly
   * @param unbind the tie ends
   * @param identify a sender says that two identifiers are one person
   * @param order an order: its card and its phone belong together
   * @param tillTypes types that an order ties
   * @param unbindTypes types whose ownership an unbind ends
   */
  public record Evidence(
      List<String> login,
      List<String> logout,
      List<String> bind,
      List<String> unbind,
      List<String> identify,
      List<String> order,
      List<String> tillTypes,
      List<String> unbindTypes)
      implements Serializable {}

  /**
   * When a value is blocked.
   *
   * @param windowDays days within which neighbours are counted
   * @param personalValues more distinct values of one personal type than this
   * @param devices more devices and cookies than this
   */
  public record Blocked(int windowDays, int personalValues, int devices) implements Serializable {
    public Blocked {
      require(windowDays >= 1, "window-days must be at least 1, got " + windowDays);
      require(personalValues >= 1, "personal-values must be at least 1, got " + personalValues);
      require(devices >= 1, "devices must be at least 1, got " + devices);
    }
  }

  /**
   * When a run stops before it commits.
   *
   * @param renamedRatio share of the published nodes, 0 to 1
   * @param minNodes published nodes from which on it counts
   * @param publishedDays days after which a node counts as published
   */
  public record Alarm(double renamedRatio, long minNodes, int publishedDays)
      implements Serializable {
    public Alarm {
      require(
          renamedRatio > 0 && renamedRatio <= 1,
          "renamed-ratio must be above 0 and at most 1, got " + renamedRatio);
      require(publishedDays >= 0, "published-days must not be negative, got " + publishedDays);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
