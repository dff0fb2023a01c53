/** Cases as resources, one controller a resource, and {@link dev.perfadvisor.http.cases.CaseDesk}, which opens and advances cases. */
@NullMarked
package dev.perfadvisor.http.cases;

import org.jspecify.annotations.NullMarked;
