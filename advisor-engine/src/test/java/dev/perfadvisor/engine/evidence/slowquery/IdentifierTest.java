package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in SQL that users may copy and run. */
class IdentifierTest {

    @ParameterizedTest
    @CsvSource({
        "orders, postgresql, orders",
        "public.orders, postgresql, public.orders",
        "Order, postgresql, #Order#",
        "order, mysql, `order`",
        "userId, postgresql, #userId#",
    })
    void onlyPlainNamesStayBare(String name, String dialect, String quoted) {
        assertThat(Identifier.quoted(name, dialect)).isEqualTo(quoted.replace("#", "\""));
    }

    @Test
    void noNameCanEndTheStatement() {
        var target = Identifier.indexTarget(List.of("orders"), List.of("x); DROP TABLE users; -- `"), "mysql");
        assertThat(target).isEqualTo("orders (`x); DROP TABLE users; -- ```)");
    }

    @Test
    void anIndexIsOnOneTable() {
        assertThat(Identifier.indexTarget(List.of("orders"), List.of("customer_id", "created_at"), "postgresql"))
                .isEqualTo("orders (customer_id, created_at)");
        assertThat(Identifier.indexTarget(List.of("orders", "users"), List.of("email"), "postgresql"))
                .isEqualTo("<table> (<columns of the condition>)");
    }
}
