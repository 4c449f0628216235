"""A Dask cluster of two workers on this machine: prints its address, ends with its standard input."""

from __future__ import annotations

import sys
from typing import Any

if __name__ == "__main__":
    from distributed import LocalCluster

    local: Any = LocalCluster  # has no types

    with local(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, worker_dashboard_address=None
    ) as cluster:
        sys.stdout.write(f"{cluster.scheduler_address}\n")
        sys.stdout.flush()
        sys.stdin.read()
