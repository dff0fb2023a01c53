@org.jspecify.annotations.NullMarked
package dev.perfadvisor.http.bucket;
