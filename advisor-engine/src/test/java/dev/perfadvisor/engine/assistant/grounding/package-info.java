@NullMarked
package dev.perfadvisor.engine.assistant.grounding;

import org.jspecify.annotations.NullMarked;
