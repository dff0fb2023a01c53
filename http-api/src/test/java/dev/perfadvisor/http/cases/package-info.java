@NullMarked
package dev.perfadvisor.http.cases;

import org.jspecify.annotations.NullMarked;
