package io.lakeprint.jobs.simulate;

/** What a visit is to. */
enum Place {
  WEB,
  APP,
  MINI_PROGRAM,
  STORE,
  SERVER
}
