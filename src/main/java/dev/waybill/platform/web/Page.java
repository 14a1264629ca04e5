package dev.waybill.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list; {@code next} is what {@code after} takes for the page behind it, absent on the last one. */
public record Page<T>(List<T> items, @Nullable String next) {}
