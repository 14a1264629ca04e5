package dev.waybill.ecommerce.application;

import dev.waybill.contract.amounts.DiscountCode;
import dev.waybill.ecommerce.domain.CatalogueEvent.DiscountCodeDefined;
import dev.waybill.platform.eventstore.Transactions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Merges discount codes that earlier releases distinguished by case. Of those that differ by case only, the one that was
 * defined last becomes the newest version of the code in its canonical form, which is published like any other. The
 * old spellings stay as they were stored, here and in the other contexts' copies: agreements name them with their version.
 */
public final class CodeSpellings {

    private static final Logger log = LoggerFactory.getLogger(CodeSpellings.class);

    /** All codes, with the place of their last definition in the log. */
    private static final String ALL = """
            select substr(s.id, 6), s.version, (select max(position) from ecommerce.event e where e.stream = s.id)
            from ecommerce.stream s where s.id like 'code/%' and s.version > 0""";

    private static final String CLAIM = """
            insert into ecommerce.merged_code (spelling, version) values (?, ?)
            on conflict (spelling) do update set version = excluded.version
            where merged_code.version < excluded.version""";

    private record Spelling(String code, long version, long position) {

        boolean isCanonical() {
            return code.equals(DiscountCode.canonical(code));
        }
    }

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final Catalogue catalogue;

    public CodeSpellings(JdbcTemplate jdbc, Transactions transactions, Catalogue catalogue) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.catalogue = catalogue;
    }

    /** Merges the codes that are not merged yet, also those that a process of an earlier release has defined since. */
    public void merge() {
        Map<String, List<Spelling>> codes =
                all().stream().collect(Collectors.groupingBy(spelling -> DiscountCode.canonical(spelling.code())));
        codes.forEach((code, spellings) -> {
            if (!spellings.stream().allMatch(Spelling::isCanonical)) {
                transactions.run(() -> merge(code, spellings));
            }
        });
    }

    private void merge(String code, List<Spelling> spellings) {
        long claimed = spellings.stream()
                .filter(spelling -> !spelling.isCanonical())
                .filter(this::claim)
                .count();
        if (claimed == 0) {
            return;
        }
        Spelling newest = spellings.stream()
                .max(Comparator.comparingLong(Spelling::position))
                .orElseThrow();
        if (!newest.isCanonical()
                && catalogue.spelled(newest.code()).orElseThrow().terms() instanceof DiscountCodeDefined terms) {
            catalogue.define(code, terms);
        }
        log.info(
                "Discount codes are compared without regard to case from now on: {} has the terms of {}, the one of {}"
                        + " that was defined last",
                code,
                newest.code(),
                spellings.stream().map(Spelling::code).sorted().toList());
    }

    /** Of several processes that start at the same time one merges. */
    private boolean claim(Spelling spelling) {
        return jdbc.update(CLAIM, spelling.code(), spelling.version()) == 1;
    }

    private List<Spelling> all() {
        return jdbc.query(ALL, (row, n) -> new Spelling(row.getString(1), row.getLong(2), row.getLong(3)));
    }
}
