"""What every process of ours does first, so that nothing that it leaves can be read by others."""

from __future__ import annotations

import os
import resource

from pipelines.mistakes import keep_values_back


def confine_process() -> None:
    """Files for their owner only, no image of the memory when it crashes, no values in its words.

    The memory holds keys and numbers of persons; Dagster, dbt and Great Expectations send nothing.
    """
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.update(
        DAGSTER_DISABLE_TELEMETRY="1",
        DBT_SEND_ANONYMOUS_USAGE_STATS="false",
        DO_NOT_TRACK="1",
        GX_ANALYTICS_ENABLED="false",
    )
    keep_values_back()
