package io.lakeprint.common.ids;

/** What a type of identifier stands for; limits on sharing go by it. */
public enum IdKind {
  /** The account that a person logs in with: never two in one person. */
  PRINCIPAL,
  /** Belongs to one person at a time: card, phone, email, account on a platform. */
  PERSONAL,
  /** A device or its advertising id: often shared, often sold. */
  DEVICE,
  /** A browser's cookie: short-lived. */
  BROWSER
}
