package io.lakeprint.jobs.vault;

/** Nothing of its own: the keys stand in section {@code privacy.vault}. */
public record RotateVaultConfig() {}
