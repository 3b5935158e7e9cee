package io.lakeprint.jobs.simulate;

/**
 * Who holds which cookie, device and number when: cookies reset, phones and devices change, some of
 * them find a second owner. Each end of a holding is a row of the truth.
 */
final class Holdings {

  private final People people;
  private final Identifiers identifiers;
  private final Truth truth;
  private final Released phones = new Released();
  private final Released devices = new Released();
  private int nextPhone;
  private int nextDevice;

  Holdings(People people, Identifiers identifiers, Truth truth) {
    this.people = people;
    this.identifiers = identifiers;
    this.truth = truth;
    this.nextPhone = people.size();
    this.nextDevice = people.size();
  }

  /** A person appears, perhaps with a number that somebody else gave up. */
  void acquire(int person, Traits traits, int day, Rng rng) {
    int since = Math.min(day, traits.acquiredDay());
    boolean reachable = traits.kind() != Traits.Kind.ANONYMOUS;
    int recycled = reachable && since >= 0 && rng.chance(.08) ? phones.take(day) : -1;
    people.phone[person] = recycled >= 0 ? recycled : person;
    people.phoneSince[person] = reachable ? (short) since : People.NEVER;
  }

  /** A person leaves; now and then the number returns to the operator. */
  void leave(int person, int day, Rng rng) {
    if (people.phoneSince[person] != People.NEVER && rng.chance(.4)) {
      phones.offer(people.phone[person], day);
      endPhone(person, day);
    }
  }

  void changePhone(int person, int day) {
    if (people.phoneSince[person] == People.NEVER) {
      return;
    }
    endPhone(person, day);
    people.releasedPhone[person] = people.phone[person];
    people.phone[person] = nextPhone++;
    people.phoneSince[person] = (short) day;
  }

  /** The cookie of today's visit; a reset logs the person out. */
  String cookie(int person, int day, Rng rng) {
    if (people.cookieSince[person] == People.NEVER) {
      people.cookieSince[person] = (short) day;
    } else if (people.cookie[person] < Byte.MAX_VALUE && rng.chance(.05)) {
      endCookie(person, day);
      people.cookie[person]++;
      people.cookieSince[person] = (short) day;
      people.webLogin[person] = false;
    }
    return identifiers.cookie(person, people.cookie[person]);
  }

  /** The device of today's visit: now and then a new one, now and then one bought from another. */
  String device(int person, int day, Rng rng) {
    boolean first = people.deviceSince[person] == People.NEVER;
    if (first || rng.chance(.012)) {
      if (!first) {
        endDevice(person, day);
        devices.offer(people.device[person], day);
        people.appLogin[person] = false;
      }
      int used = rng.chance(.25) ? devices.take(day) : -1;
      people.device[person] = used >= 0 ? used : first ? person : nextDevice++;
      people.deviceSince[person] = (short) day;
    }
    return identifiers.device(people.device[person]);
  }

  String phone(int person) {
    return Identifiers.phone(people.phone[person]);
  }

  /** Writes everything still held at the end, and what a person holds for good. */
  void close(int person, Traits traits) {
    endPhone(person, People.NEVER);
    endCookie(person, People.NEVER);
    endDevice(person, People.NEVER);
    int acquired = people.acquiredDay[person];
    if (people.registered(person)) {
      int registered = people.registeredDay[person];
      forGood(person, "member_id", Identifiers.member(person), registered);
      forGood(person, "email", Identifiers.email(person), registered);
      if (traits.store()) {
        forGood(person, "pos_card", Identifiers.card(person), registered);
      }
      if (traits.household()) {
        String shared = identifiers.householdCookie(person);
        truth.identifier(person, "cookie", "", shared, registered, People.NEVER, "household");
      }
    }
    if (people.boundDay[person] != People.NEVER) {
      forGood(person, "device_id", identifiers.thing(person), people.boundDay[person]);
    }
    if (traits.miniProgram()) {
      String scope = Identifiers.APP_ID;
      truth.identifier(
          person,
          "wechat_openid",
          scope,
          identifiers.openId(person),
          acquired,
          People.NEVER,
          "own");
      if (person % 5 != 0) {
        forGood(person, "wechat_unionid", identifiers.unionId(person), acquired);
      }
    }
  }

  private void forGood(int person, String type, String value, int since) {
    truth.identifier(person, type, "", value, since, People.NEVER, "own");
  }

  private void endPhone(int person, int day) {
    if (people.phoneSince[person] != People.NEVER) {
      int key = people.phone[person];
      String origin = key != person && key < people.size() ? "recycled" : "own";
      truth.identifier(
          person, "phone", "", Identifiers.phone(key), people.phoneSince[person], day, origin);
      people.phoneSince[person] = People.NEVER;
    }
  }

  private void endDevice(int person, int day) {
    if (people.deviceSince[person] != People.NEVER) {
      int key = people.device[person];
      boolean used = key != person && key < people.size();
      truth.identifier(
          person,
          "device_id",
          "",
          identifiers.device(key),
          people.deviceSince[person],
          day,
          used ? "second_hand" : "own");
    }
  }

  private void endCookie(int person, int day) {
    if (people.cookieSince[person] != People.NEVER) {
      truth.identifier(
          person,
          "cookie",
          "",
          identifiers.cookie(person, people.cookie[person]),
          people.cookieSince[person],
          day,
          "own");
    }
  }
}
