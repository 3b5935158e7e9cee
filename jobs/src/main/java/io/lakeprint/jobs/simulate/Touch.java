package io.lakeprint.jobs.simulate;

import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, as the channel can see it.
 *
 * @param person index of the true person
 * @param token cookie, device id or openid of the channel
 * @param session stable number of the visit
 * @param memberId null while logged out
 * @param phone the person's number at that time
 * @param releasedPhone number given up since the last visit here, null when none
 * @param campaign what brought the visit, null when direct
 */
record Touch(
    int person,
    Traits traits,
    String token,
    long session,
    @Nullable String memberId,
    String phone,
    @Nullable String releasedPhone,
    Texts.@Nullable Campaign campaign) {

  Touch loggedIn(String id) {
    return new Touch(person, traits, token, session, id, phone, releasedPhone, campaign);
  }

  Touch loggedOut() {
    return new Touch(person, traits, token, session, null, phone, releasedPhone, campaign);
  }

  /** Chance that belongs to this record alone. */
  Rng chance(Act act) {
    return new Rng(Rng.hash(session, act.kind().name().hashCode(), act.time(), person));
  }
}
