/**
 * Rules as data: how they are written, checked when they are loaded, and held against facts.
 *
 * <p>A rule is one YAML file. {@link dev.perfadvisor.engine.rules.RuleLoader} reads a directory of them and reports all
 * that is wrong, each with file and line; conditions are CEL and are type-checked against the records of facts.
 * {@link dev.perfadvisor.engine.rules.Matcher} holds a {@link dev.perfadvisor.engine.rules.RuleBook} against facts. A
 * fact that is unknown makes a rule undecided, and the rule says which fact it was. This is the only package that knows
 * CEL and YAML.
 */
@NullMarked
package dev.perfadvisor.engine.rules;

import org.jspecify.annotations.NullMarked;
