@NullMarked
package dev.perfadvisor.engine.assistant.tools;

import org.jspecify.annotations.NullMarked;
