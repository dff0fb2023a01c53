package dev.perfadvisor.engine.rules;

/** What the rules of the tests speak for. */
final class Tills {

    static final RuleFile CAUSES = new RuleFile("causes.yaml", """
            - id: till.closed
              title: Too few tills
              description: Customers queue.
              group: tills
              prior: -10
              confirm: Count the tills.
              remedies:
                - {what: Open a till, effort: low, risk: low, gain: Shorter queue.}
            """);

    private Tills() {}
}
