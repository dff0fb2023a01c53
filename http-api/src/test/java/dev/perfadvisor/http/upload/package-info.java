@NullMarked
package dev.perfadvisor.http.upload;

import org.jspecify.annotations.NullMarked;
