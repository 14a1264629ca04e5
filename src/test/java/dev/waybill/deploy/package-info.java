/** What {@code src/deploy} and {@code docker-compose.yml} give to operators, checked against the product. */
@org.jspecify.annotations.NullMarked
package dev.waybill.deploy;
